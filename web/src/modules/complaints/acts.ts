// What can be done to a complaint straight from a queue. The row changes at once, the command is sent at once, undo
// is a second, journalled command, and a refusal brings the row back with its reason in words.
import type { AssignComplaint, Changed, CloseComplaint, ComplaintRow, ReopenComplaint } from '../../api/types'
import { newKey, post, Problem } from '../../shared/api'
import { t } from '../../shared/i18n'
import { queries } from '../../shared/resource'
import { dismiss, tellProblem, toast } from '../../shared/toasts'

export type Closing = Pick<CloseComplaint, 'outcome' | 'say_anyway'>
export interface Row {
  leave: () => void
  back: () => void
  /** The lexicon held the outcome back (F5.1): the words are asked for again, with the reason why they go out. */
  held?: () => void
}
const ask = (id: string): Promise<unknown> =>
  Promise.all([['today'], ['complaints'], ['complaint', id]].map((queryKey) => queries.invalidateQueries({ queryKey })))

export async function closeAtOnce(complaint: ComplaintRow, version: number, closing: Closing, row: Row): Promise<void> {
  row.leave()
  const command: CloseComplaint = { version, ...closing }
  const sent = post<Changed>(`/complaints/${complaint.id}/closure`, command, newKey())
  let undone = false
  const told = toast(t('queue.closed_done', { number: complaint.number }), {
    undo: () => {
      undone = true
      row.back()
      void reopen(complaint, sent)
    },
  })
  try {
    await sent
    await ask(complaint.id)
  } catch (problem) {
    if (!undone) row.back()
    if (row.held && problem instanceof Problem && problem.code === 'wording.forbidden') {
      dismiss(told)
      row.held()
    } else tellProblem(problem)
  }
}

async function reopen(complaint: ComplaintRow, closed: Promise<Changed>): Promise<void> {
  try {
    const { version } = await closed
    const command: ReopenComplaint = { version, reason: t('queue.undo_reason') }
    await post(`/complaints/${complaint.id}/reopening`, command, newKey())
    toast(t('queue.undone', { number: complaint.number }), { milliseconds: 3000 })
  } catch (problem) {
    tellProblem(problem)
  }
  await ask(complaint.id)
}

export async function assignAtOnce(complaint: ComplaintRow, version: number, to: { id: string; name: string; executor?: string }, before: { executor?: string }): Promise<void> {
  const address = `/complaints/${complaint.id}/assignment`
  const command: AssignComplaint = { version, responsible: to.id, executor: to.executor || undefined }
  const sent = post<Changed>(address, command, newKey())
  const { responsible, responsible_name: name } = complaint
  const undo = responsible
    ? async (): Promise<void> => {
        try {
          const { version: now } = await sent
          await post(address, { version: now, responsible, executor: before.executor } satisfies AssignComplaint, newKey())
          toast(t('queue.assign_undone', { number: complaint.number, name }), { milliseconds: 3000 })
        } catch (problem) {
          tellProblem(problem)
        }
        await ask(complaint.id)
      }
    : undefined
  toast(t('queue.assigned_done', { number: complaint.number, name: to.name }), { undo: undo && (() => void undo()) })
  try {
    await sent
  } catch (problem) {
    tellProblem(problem)
  }
  await ask(complaint.id)
}
