// What Today shows and where the cursor stands. The menu and the bar read the same answer.
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { Post, Tab, Today } from '../../api/types'
import { may, me } from '../../shared/me'
import { queries, useResource, type Resource } from '../../shared/resource'

export const tabs = ['mine', 'unassigned', 'team', 'due_today'] as const satisfies readonly Tab[]
/** What is owed beside the complaints has a tab of its own, while there is any. */
export type QueueTab = (typeof tabs)[number] | 'other'

export const useDesk = defineStore('desk', () => {
  // Who leads a team sees the team's work first; who works sees their own.
  const works: Post[] = ['service_officer', 'hotline_operator', 'technician']
  const tab = ref<QueueTab>(me.value?.posts.some((p) => works.includes(p)) ?? true ? 'mine' : 'team')
  /** The complaint the cursor stands on: an id, never a row number. */
  const cursor = ref('')
  /** Rows that left at once, before the server answered. */
  const gone = ref(new Set<string>())
  /** The first answer brings the first matter whole, so that the page is there with one question. */
  const peeked = ref(location.pathname !== '/' && location.pathname !== '/today')
  return { tab, cursor, gone, peeked }
})

export function useToday(): { today: Resource<Today> } {
  const desk = useDesk()
  const today = useResource<Today>(() => ['today', desk.tab === 'other' ? 'mine' : desk.tab], '/today', () => ({ tab: desk.tab === 'other' ? 'mine' : desk.tab, peek: desk.peeked ? undefined : true }), {
    enabled: computed(() => may('see_complaints')),
    keep: true,
  })
  watch(today.data, (data) => {
    if (!data) return
    desk.peeked = true
    if (data.peek && !queries.getQueryData(['complaint', data.peek.id])) queries.setQueryData(['complaint', data.peek.id], data.peek)
  }, { immediate: true, flush: 'sync' })
  return { today }
}
