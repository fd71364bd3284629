// Where "/" leads: the page that suits the post, or the one the person chose. Which there are, the server says.
import type { StartPage } from '../../api/types'
import { me } from '../../shared/me'

const addresses: Record<StartPage, string> = {
  today: '/today',
  queue: '/complaints',
  own_matters: '/complaints?tab=mine',
  department: '/complaints?tab=team',
  follow_ups: '/follow-ups',
  promises: '/promises',
  public_desk: '/public-desk',
  customers: '/customers',
  hot_spots: '/hot-spots',
  satisfaction: '/satisfaction',
  daily_review: '/daily-review',
  compliance: '/compliance',
  organisation: '/organisation',
}
const ownWords: Partial<Record<StartPage, string>> = { queue: 'nav.complaints', own_matters: 'nav.start_page.own_matters', department: 'nav.start_page.department' }
export const wordOf = (page: StartPage): string => ownWords[page] ?? `nav.${page}`

/** Nobody is there, or nothing may be opened: then only the own password is left. */
export function beginning(): string {
  const start = me.value?.start
  if (!start?.offered.length) return '/password'
  const address = addresses[start.page]
  return start.page === 'department' && me.value?.department ? `${address}&department=${me.value.department}` : address
}
