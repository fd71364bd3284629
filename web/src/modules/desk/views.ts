// Ways of looking at the list that somebody gave a name: in the bar above the list, in the menu and in the search box.
import { computed } from 'vue'
import type { SavedView, SavedViews } from '../../api/types'
import { may } from '../../shared/me'
import { useResource } from '../../shared/resource'

export function useViews() {
  const saved = useResource<SavedViews>(['views'], '/views', undefined, { enabled: () => may('see_complaints'), staleTime: 10 * 60_000 })
  return { views: computed(() => saved.data.value?.views ?? []), mayShare: computed(() => saved.data.value?.may_share ?? false) }
}
export const addressOfView = (view: SavedView): string => `/complaints?${view.query}`
const sorted = (query: string): string => [...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`).sort().join('&')
export const sameQuery = (one: string, other: string): boolean => sorted(one) === sorted(other)
/** Its name holds what was typed; nothing typed: every view, one's own first. */
export const viewsCalled = (views: readonly SavedView[], typed: string): SavedView[] => {
  const wanted = typed.trim().toLocaleLowerCase()
  return views.filter((v) => v.name.toLocaleLowerCase().includes(wanted)).sort((a, b) => Number(b.mine) - Number(a.mine))
}
