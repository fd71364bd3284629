// The period a page of figures is about: whole days, the end exclusive, kept in the address so that a link says it.
import type { LocationQuery } from 'vue-router'
import { isoDay, momentOf } from '../../shared/clock'

const day = 86_400_000

export interface Period { from: string; until: string }

const two = (n: number): string => String(n).padStart(2, '0')
const first = (year: number, month: number): string => {
  const moved = new Date(Date.UTC(year, month - 1, 1))
  return `${moved.getUTCFullYear()}-${two(moved.getUTCMonth() + 1)}-01`
}

export function monthOf(iso: string, by = 0): Period {
  const [year, month] = iso.split('-').map(Number) as [number, number]
  return { from: first(year, month + by), until: first(year, month + by + 1) }
}
/** Year and month if the period is exactly one month. */
export function wholeMonth(period: Period): { year: number; month: number } | undefined {
  const month = monthOf(period.from)
  if (month.from !== period.from || month.until !== period.until) return undefined
  const [year, number] = period.from.split('-').map(Number) as [number, number]
  return { year, month: number }
}
const isDay = (text: unknown): text is string => typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

/** What the address says, else the month that runs. */
export function periodOf(query: LocationQuery, now: number): Period {
  const usual = monthOf(isoDay(now))
  const from = isDay(query.from) ? query.from : usual.from
  const until = isDay(query.until) && query.until > from ? query.until : from === usual.from ? usual.until : monthOf(from).until
  return { from, until }
}
/** People name the last day, the address the first one after it. */
export const lastDay = (period: Period): string => isoDay(momentOf(period.until) - day)
export const afterDay = (iso: string): string => isoDay(momentOf(iso) + day)
