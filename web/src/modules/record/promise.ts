// The time an answer is promised for, chosen in the site's time whatever zone the computer stands in.
import { clockTime, isoDay, momentOf, startOfDay } from '../../shared/clock'

const minute = 60_000
const hour = 60 * minute

/** The value a `datetime-local` field shows for a moment, as the site's clocks read it. */
export const toField = (at: number): string => `${isoDay(at)}T${clockTime(at)}`

/** The moment a `datetime-local` value means at the site; nothing while it is empty or half typed. */
export function fromField(value: string): number | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2})?$/.exec(value)
  if (!parts) return undefined
  const at = momentOf(parts[1]!, parts[2]!)
  return Number.isNaN(at) ? undefined : at
}

export interface QuickTime {
  key: 'in_an_hour' | 'in_two_hours' | 'today_at' | 'tomorrow_at'
  time: string
  at: number
}

/**
 * What people promise most: an hour or two from now on a whole five minutes, the end of today, tomorrow morning.
 * A time of today that has passed is not offered.
 */
export function quickTimes(now: number): QuickTime[] {
  const round = (at: number): number => Math.ceil(at / (5 * minute)) * 5 * minute
  const today = startOfDay(now)
  const offered: QuickTime[] = [
    { key: 'in_an_hour', time: '', at: round(now + hour) },
    { key: 'in_two_hours', time: '', at: round(now + 2 * hour) },
    { key: 'today_at', time: '18:00', at: today + 18 * hour },
    { key: 'tomorrow_at', time: '10:00', at: today + 34 * hour },
  ]
  return offered.filter((quick) => quick.at > now)
}
