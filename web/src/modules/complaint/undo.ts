// What takes an act back, where the server has an act for it: a second command through the same gates, with a reason of
// its own, so that the timeline tells both. What counts against somebody (a hand-over, a moved promise) is not taken
// back by doing it once more.
import type { ActionName, ComplaintPage } from '../../api/types'

export interface Inverse {
  name: ActionName
  address: string
  body: Record<string, unknown>
}
const reopened: readonly ActionName[] = ['close', 'withdraw']

/** `before` and `after`: the matter as the page showed it around the act. */
export function inverseOf(name: ActionName | 'waive', before: ComplaintPage, after: ComplaintPage, reason: string): Inverse | undefined {
  const here = `/complaints/${after.id}`
  const { version } = after
  if (name === 'importance')
    return before.importance === after.importance && before.severity === after.severity ? undefined : { name, address: `${here}/importance`, body: { version, importance: before.importance, severity: before.severity, reason } }
  if (name === 'assign' && before.responsible)
    return { name, address: `${here}/assignment`, body: { version, responsible: before.responsible, ...(before.executor ? { executor: before.executor } : {}) } }
  if (name === 'agree' && before.agreement)
    return { name, address: `${here}/agreement`, body: { version, agreement: before.agreement, ...(before.agreement_reason ? { reason: before.agreement_reason } : {}) } }
  if (name === 'merge') return { name: 'unmerge', address: `${here}/unmerging`, body: { version, reason } }
  if (name === 'unmerge' && before.connections.merged_into) return { name: 'merge', address: `${here}/merging`, body: { version, other: before.connections.merged_into.id, reason } }
  if (name === 'link') {
    const made = after.connections.links.find((one) => one.removable && !before.connections.links.some((old) => old.id === one.id))
    return made && { name: 'unlink', address: `${here}/link-removals`, body: { link: made.id, reason } }
  }
  if (name === 'unlink') {
    const gone = before.connections.links.find((old) => !after.connections.links.some((one) => one.id === old.id))
    if (!gone) return undefined
    // A link has a direction: it is made again from the side it was made from.
    const [from, to] = gone.outward ? [after.id, gone.other.id] : [gone.other.id, after.id]
    return { name: 'link', address: `/complaints/${from}/links`, body: { other: to, kind: gone.kind, reason } }
  }
  if (reopened.includes(name as ActionName)) return { name: 'reopen', address: `${here}/reopening`, body: { version, reason } }
  return undefined
}
