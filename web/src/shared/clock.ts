// One ticker for the whole page, on server time and in the site's time zone. Late means `due <= now`.
import { readonly, shallowRef } from 'vue'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

let skew = 0
let timer = 0
let running = false
const moment = shallowRef(Date.now())
const stopped = shallowRef(false)

/** Server time, once a second while the page is seen. A list of a hundred rows takes `thisMinute` instead, or is drawn anew each second. */
export const now = readonly(moment)
const minutes = shallowRef(Math.floor(Date.now() / minute) * minute)
/** The minute that runs, from its beginning. */
export const thisMinute = readonly(minutes)
// The day that runs at the site: what is written with or without its date changes only with it.
const today = shallowRef(0)
function tell(at: number): void {
  moment.value = at
  minutes.value = Math.floor(at / minute) * minute
  today.value = startOfDay(at)
}
/** A server with a manual clock stands still between two moves. */
export const standsStill = readonly(stopped)

export function setClock(serverNow: number, manual = false): void {
  stopped.value = manual
  skew = serverNow - Date.now()
  tell(serverNow)
}
/** A moment of this computer's clock as the server would have said it. */
export const onServer = (here: number): number => (stopped.value ? moment.value : here + skew)
function beat(): void {
  clearTimeout(timer)
  if (!stopped.value) tell(Date.now() + skew)
  timer = window.setTimeout(beat, second - ((Date.now() + skew) % second))
}
export function startClock(): void {
  if (running) return
  running = true
  beat()
  document.addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(timer) : beat()))
}

// ---- the site's time ----
// A fixed offset: browsers of 2021 do not take "+08:00" as a time zone, so moments are shifted and read as UTC.
let offset = 480 * minute
export function setZone(offsetMinutes: number): void {
  offset = offsetMinutes * minute
  tell(moment.value)
}
export const startOfDay = (at: number): number => Math.floor((at + offset) / day) * day - offset
tell(moment.value)
export const sameDay = (a: number, b: number): boolean => startOfDay(a) === startOfDay(b)
export const isoDay = (at: number): string => new Date(at + offset).toISOString().slice(0, 10)
/** "2026-11-23" and "14:05" of the site → moment; for inputs of type date and time. */
export const momentOf = (isoDate: string, time = '00:00'): number => Date.parse(`${isoDate}T${time}:00Z`) - offset
export const hourOf = (at: number): number => Math.floor((at + offset - Math.floor((at + offset) / day) * day) / hour)

const two = (n: number): string => String(n).padStart(2, '0')
/** 14:05 */
export const clockTime = (at: number): string => new Date(at + offset).toISOString().slice(11, 16)
/** 11-23, and "23 Nov" in English; with the year when it is another one. */
export function date(at: number, language = document.documentElement.lang): string {
  const local = new Date(at + offset)
  const otherYear = local.getUTCFullYear() !== new Date(today.value + offset).getUTCFullYear()
  if (language === 'en') {
    const text: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', timeZone: 'UTC' }
    if (otherYear) text.year = 'numeric'
    return new Intl.DateTimeFormat('en-GB', text).format(local)
  }
  const short = `${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())}`
  return otherYear ? `${local.getUTCFullYear()}-${short}` : short
}
export const dateTime = (at: number, language?: string): string => `${date(at, language)} ${clockTime(at)}`
/** The time alone today, with its date otherwise. */
export const shortMoment = (at: number): string => (sameDay(at, today.value) ? clockTime(at) : dateTime(at))

// A time limit that ends with a day ends at 24:00 of that day, not at 00:00 of the next: "by the end of Thursday".
const endsADay = (due: number): boolean => startOfDay(due) === due
export const dueTime = (due: number): string => (endsADay(due) ? '24:00' : clockTime(due))
export const dueDate = (due: number, language?: string): string => date(due - 1, language)
export const dueDateTime = (due: number, language?: string): string => `${dueDate(due, language)} ${dueTime(due)}`
export const dueToday = (due: number, at: number): boolean => sameDay(due - 1, at)
/** The time alone when it is due today, with its date otherwise. */
export const shortDue = (due: number): string => (dueToday(due, today.value) ? dueTime(due) : dueDateTime(due))

// ---- how urgent, how long ----
export type Urgency = 'late' | 'soon' | 'today' | 'later'
export function urgency(due: number, at: number): Urgency {
  if (due <= at) return 'late'
  if (due - at <= hour) return 'soon'
  return dueToday(due, at) ? 'today' : 'later'
}

export type Span =
  | { form: 'clock'; text: string } // 14:51, 2:54, 2:54:54
  | { form: 'minutes'; minutes: number }
  | { form: 'days'; days: number; hours: number }
/** Minutes under an hour, hours and minutes under a day, days and hours beyond; `exact` shows seconds, as the last minute always does. Never negative. */
export function span(milliseconds: number, exact = false): Span {
  const seconds = Math.floor(Math.abs(milliseconds) / second)
  const days = Math.floor(seconds / 86400)
  const hours = Math.floor(seconds / 3600) % 24
  const minutes = Math.floor(seconds / 60) % 60
  if (days) return { form: 'days', days, hours }
  if (seconds >= 3600) return { form: 'clock', text: exact ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${hours}:${two(minutes)}` }
  return exact || !minutes ? { form: 'clock', text: `${two(minutes)}:${two(seconds % 60)}` } : { form: 'minutes', minutes }
}
