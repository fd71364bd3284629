// The two lines of a cell of the deadline strip. A date stands in one of them, never in both.
import { dueDate, dueDateTime, dueTime, dueToday, shortDue, shortMoment } from '../../shared/clock'
import { spanText, t } from '../../shared/i18n'
import type { Cell } from './owed'

const hour = 3_600_000
const day = 24 * hour

/** The large line, and the one under it. */
export function cellText(cell: Cell, now: number): { clock: string, foot: string } {
  const { owed, standing, spare } = cell
  const span = (exact = false): string => spanText(spare, exact)
  const by = (time: string): string => t('complaint.owed.before', { time })
  switch (standing) {
    case 'waived':
      return { clock: t('complaint.owed.waived'), foot: owed.reason }
    case 'paused':
      return { clock: span(), foot: t('complaint.owed.paused_since', { time: shortMoment(owed.paused_at!) }) }
    case 'kept':
    case 'kept_late': {
      const clock = owed.ended_at === undefined ? shortDue(owed.due_at) : shortMoment(owed.ended_at)
      if (standing === 'kept_late') return { clock, foot: t('complaint.owed.late_by', { span: span() }) }
      return { clock, foot: spare < 60_000 ? t('complaint.owed.on_time') : t('complaint.owed.early', { span: span() }) }
    }
    case 'to_come':
      if (dueToday(owed.due_at, now)) return { clock: dueTime(owed.due_at), foot: t('complaint.owed.left', { span: span() }) }
      return { clock: dueDate(owed.due_at), foot: by(dueTime(owed.due_at)) }
    case 'running':
      if (spare <= 0) return { clock: `+${span(-spare < hour)}`, foot: t('complaint.owed.since', { time: shortDue(owed.due_at) }) }
      if (spare > day) return { clock: dueDateTime(owed.due_at), foot: t('complaint.owed.left', { span: span() }) }
      return { clock: span(spare < hour), foot: by(shortDue(owed.due_at)) }
  }
}
