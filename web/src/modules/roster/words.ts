// Days, problems and hours of the roster in words.
import type { RosterProblem } from '../../api/types'
import { date, momentOf } from '../../shared/clock'
import { t } from '../../shared/i18n'

export const dayNumber = (day: string): string => String(Number(day.slice(8)))
export const weekday = (day: string): string => t(`roster.weekday.${(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7}`)
export const dayText = (day: string): string => `${date(momentOf(day))} ${t('roster.weekday_long', { day: weekday(day) })}`
export const problemWord = (p: RosterProblem): string =>
  p.kind === 'short_rest' ? t('roster.problem.short_rest', { n: Math.round(p.minutes / 6) / 10 }) : t(`roster.problem.${p.kind}`)
export const monthText = (month: string): string => t('roster.month_of', { year: month.slice(0, 4), month: Number(month.slice(5, 7)) })
export function monthBeside(month: string, by: number): string {
  const at = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + by, 1))
  return at.toISOString().slice(0, 7)
}
