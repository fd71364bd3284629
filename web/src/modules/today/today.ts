// What Today shows and where the cursor stands. The menu and the bar read the same answer.
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Tab, Today } from '../../api/types'
import { may } from '../../shared/me'
import { useResource, type Resource } from '../../shared/resource'

export const tabs = ['mine', 'unassigned', 'team', 'due_today'] as const satisfies readonly Tab[]
export type QueueTab = (typeof tabs)[number]

export const useDesk = defineStore('desk', () => {
  const tab = ref<QueueTab>('mine')
  /** The complaint the cursor stands on: an id, never a row number. */
  const cursor = ref('')
  /** Rows that left at once, before the server answered. */
  const gone = ref(new Set<string>())
  return { tab, cursor, gone }
})

export function useToday(): { today: Resource<Today> } {
  const desk = useDesk()
  const today = useResource<Today>(() => ['today', desk.tab], '/today', () => ({ tab: desk.tab }), {
    enabled: computed(() => may('see_complaints')),
    keep: true,
  })
  return { today }
}
