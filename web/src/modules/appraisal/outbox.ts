// What was scored where there is no network: kept on this device with its idempotency key, sent once the server is there again,
// in the order it was signed. A refusal keeps it too, with the reason, until the person decides.
import { computed, ref } from 'vue'
import type { AppraisalChanged, AppraisalPage } from '../../api/types'
import { get, newKey, post, Problem, siteInUse } from '../../shared/api'
import { problemText } from '../../shared/i18n'
import { me } from '../../shared/me'
import { queries } from '../../shared/resource'

export interface Waiting {
  id: string
  kind: AppraisalPage['kind']
  name: string
  body: unknown
  key: string
  staff: string
  site: string
  /** Why the server said no; "" while it only waits. */
  refused: string
}

const place = 'huiyin.outbox.scores'
export function readOutbox(text: string | null): Waiting[] {
  try {
    const found = JSON.parse(text ?? '[]') as Waiting[]
    return Array.isArray(found) ? found.filter((one) => typeof one.id === 'string' && typeof one.key === 'string') : []
  } catch {
    return []
  }
}
const all = ref<Waiting[]>(readOutbox(localStorage.getItem(place)))
// Another tab may have sent or kept something meanwhile.
addEventListener('storage', (e) => {
  if (e.key === place) all.value = readOutbox(e.newValue)
})
const write = (next: Waiting[]): void => {
  all.value = next
  localStorage.setItem(place, JSON.stringify(next))
}
const mine = (one: Waiting): boolean => one.staff === me.value?.staff && one.site === siteInUse()

/** Of whoever is signed in here, at this site: another person on the same device sees and sends none of it. */
export const waiting = computed(() => all.value.filter(mine))
export const waitsFor = (id: string): Waiting | undefined => waiting.value.find((one) => one.id === id)

export function keep(page: Pick<AppraisalPage, 'id' | 'kind' | 'employee_name'>, body: unknown, key: string): void {
  write([...all.value.filter((one) => one.id !== page.id), { id: page.id, kind: page.kind, name: page.employee_name, body, key, staff: me.value?.staff ?? '', site: siteInUse(), refused: '' }])
}
export const drop = (id: string): void => write(all.value.filter((one) => one.id !== id))

let busy = false
/** Sends what waits; answers who was sent. The same key again is the same act: nothing is signed twice. */
export async function flush(): Promise<Waiting[]> {
  const sent: Waiting[] = []
  if (busy) return sent
  busy = true
  try {
    for (const one of waiting.value.filter((w) => !w.refused)) {
      try {
        await post<AppraisalChanged>(`/appraisals/${one.id}/score`, one.body, one.key)
        drop(one.id)
        localStorage.removeItem(`huiyin.score.${one.id}.s`)
        sent.push(one)
      } catch (trouble) {
        if (!(trouble instanceof Problem)) throw trouble
        // No network yet, signed out, or a server that is only busy: it waits on.
        if (trouble.unreachable || trouble.status === 401 || trouble.status >= 500) break
        write(all.value.map((w) => (w.id === one.id ? { ...w, refused: problemText(trouble) } : w)))
      }
    }
  } finally {
    busy = false
  }
  if (sent.length) await queries.invalidateQueries({ queryKey: ['appraisal'] })
  return sent
}
/** Once more, as a new act: what was refused may be right by now. */
export function again(id: string): void {
  write(all.value.map((w) => (w.id === id ? { ...w, refused: '', key: newKey() } : w)))
}

// ---- pages to score, kept for where there is no network ----
const pagePlace = (id: string): string => `huiyin.inspection.${id}`
export function keepPage(page: AppraisalPage): void {
  if (page.may_score) localStorage.setItem(pagePlace(page.id), JSON.stringify({ staff: me.value?.staff, page }))
  else localStorage.removeItem(pagePlace(page.id))
}
export function keptPage(id: string): AppraisalPage | undefined {
  try {
    const found = JSON.parse(localStorage.getItem(pagePlace(id)) ?? 'null') as { staff: string; page: AppraisalPage } | null
    return found && found.staff === me.value?.staff ? found.page : undefined
  } catch {
    return undefined
  }
}
/** Before somebody walks to where there is no network: the inspections that are due, and the code of their page. */
export async function prepare(ids: readonly string[]): Promise<void> {
  await import('./RecordPage.vue')
  for (const id of ids) {
    if (keptPage(id)) continue
    const page = await get<AppraisalPage>(`/appraisals/${id}`).catch(() => undefined)
    if (!page) return
    keepPage(page)
  }
}
