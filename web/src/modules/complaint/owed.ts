// What one cell of the deadline strip says about one obligation: done and how early, running, to come, not needed.
import type { OwedView } from '../../api/types'

export type Standing = 'kept' | 'kept_late' | 'waived' | 'running' | 'paused' | 'to_come'

export interface Cell {
  owed: OwedView
  standing: Standing
  current: boolean // the one whose clock is shown large
  spare: number // done: how long before due (negative: after it); open: how long is left (negative: overdue)
  movedFrom?: number // the first promise, when a later one stands
}

function standingOf(owed: OwedView): Standing {
  if (owed.state === 'kept' || owed.state === 'kept_late' || owed.state === 'waived') return owed.state
  return owed.paused_at === undefined || owed.paused_at === null ? 'running' : 'paused'
}

/**
 * Cells in the order the server gave (by due). Of the open ones the first is current; the later ones are still to
 * come, except that an overdue one is never only "to come". A paused clock stands still at the moment it was paused.
 */
export function cellsOf(owed: readonly OwedView[], now: number): Cell[] {
  const current = owed.find((one) => one.state === 'open' && !one.paused_at) ?? owed.find((one) => one.state === 'open')
  return owed.map((one) => {
    const standing = standingOf(one)
    const late = standing === 'running' && one.due_at <= now
    const ended = one.ended_at ?? undefined
    const until = standing === 'paused' ? one.paused_at! : now
    const cell: Cell = {
      owed: one,
      standing: standing === 'running' && one !== current && !late ? 'to_come' : standing,
      current: one === current,
      spare: ended !== undefined ? one.due_at - ended : one.due_at - until,
    }
    if (one.moved > 0 && one.first_due_at !== one.due_at) cell.movedFrom = one.first_due_at
    return cell
  })
}

/**
 * A strip has room for few: what is done longest gives way first, what is open never does. `hidden` is how many
 * are behind "show all".
 */
export function fold(cells: readonly Cell[], most: number): { shown: Cell[], hidden: number } {
  if (cells.length <= most) return { shown: [...cells], hidden: 0 }
  const open = cells.filter((cell) => cell.owed.state === 'open')
  const done = cells.filter((cell) => cell.owed.state !== 'open')
  const kept = new Set([...open, ...done.slice(Math.max(0, done.length - Math.max(0, most - open.length)))])
  const shown = cells.filter((cell) => kept.has(cell))
  return { shown, hidden: cells.length - shown.length }
}

/** What stops a closing, in the order it is due. The call-back after closing (D11) never does. */
export function stillOwed(owed: readonly OwedView[]): OwedView[] {
  return owed.filter((one) => one.state === 'open' && one.act !== 'close' && one.act !== 'follow_up')
}

/** What a waiver by key is about: of those that this person may waive, the one that is due first. */
export const firstWaivable = (owed: readonly OwedView[]): OwedView | undefined =>
  owed.filter((one) => one.may_waive && one.state === 'open').sort((a, b) => a.due_at - b.due_at)[0]
