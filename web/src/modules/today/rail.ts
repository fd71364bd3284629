// Where things stand on the deadline rail: its hours, and which labels have room.
import type { Pin } from '../../api/types'
import { startOfDay } from '../../shared/clock'

const hour = 3600e3

export interface Range {
  from: number
  to: number
}
/** The working day, wider when something of today lies outside it or the hour is unusual. */
export function rangeOf(now: number, pins: Pin[]): Range {
  const day = startOfDay(now)
  let from = day + 8.5 * hour
  let to = day + 18.75 * hour
  for (const pin of pins) {
    // What ends with yesterday is due at this very midnight: it is not of today.
    if (pin.due_at <= day) continue
    from = Math.min(from, pin.due_at - hour / 2)
    to = Math.max(to, pin.due_at + hour / 2)
  }
  from = Math.min(from, now - hour)
  to = Math.max(to, now + 2 * hour)
  return { from: Math.max(day, from), to: Math.min(day + 24 * hour, to) }
}
/** Room at both ends, so that what is due at the very beginning or at 24:00 stands whole. */
const edge = 12
export const xOf = (at: number, range: Range, width: number): number =>
  edge + Math.max(0, Math.min(1, (at - range.from) / (range.to - range.from))) * Math.max(0, width - 2 * edge)

export function hoursOf(range: Range, width: number): number[] {
  const step = ((range.to - range.from) / hour) * 56 > width ? 2 : 1
  const hours: number[] = []
  for (let at = Math.ceil(range.from / hour) * hour; at <= range.to; at += hour)
    if (((at - startOfDay(range.from)) / hour) % step === 0) hours.push(at)
  return hours
}

export interface Place {
  pins: Pin[]
  x: number
  label: string
  /** The label stands at the left of its dot. */
  flipped: boolean
  done: boolean
}
/** About how wide a text of 12 px is: Chinese characters are square, the rest about half. */
export const widthOf = (text: string): number => Array.from(text).reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e80 ? 12.2 : 7.2), 0)

const dot = 12
const gap = 4
/** One lane, left to right: dots that would hide each other become one, labels without room are left to the tooltip. */
export function placesOf(pins: Pin[], range: Range, now: number, width: number): Place[] {
  const sorted = [...pins].sort((a, b) => a.due_at - b.due_at)
  const places: Place[] = []
  for (const pin of sorted) {
    const x = xOf(pin.due_at, range, width)
    const last = places[places.length - 1]
    if (last && last.done === pin.done && x - last.x < dot) last.pins.push(pin)
    else places.push({ pins: [pin], x, label: '', flipped: false, done: pin.done })
  }
  let taken = 0
  places.forEach((place, i) => {
    const left = place.x - dot / 2
    const right = place.x + dot / 2
    if (place.done) return // pale dots may lie under a label
    const many = place.pins.length
    const whole = place.pins[0]!.label + (many > 1 ? ` +${many - 1}` : '')
    const following = places.slice(i + 1).find((p) => !p.done)
    const next = following ? following.x - dot / 2 : width + dot
    const room = (side: 'left' | 'right', text: string): boolean =>
      side === 'right' ? right + gap + widthOf(text) <= next - 2 : left - gap - widthOf(text) >= taken + gap
    const isLate = place.pins[0]!.due_at <= now
    const sides = isLate && place.x > 60 ? (['left', 'right'] as const) : (['right', 'left'] as const)
    for (const text of [whole, many > 1 ? `+${many - 1}` : '']) {
      const side = text && sides.find((s) => room(s, text))
      if (!side) continue
      place.label = text
      place.flipped = side === 'left'
      break
    }
    taken = place.label && !place.flipped ? right + gap + widthOf(place.label) : right
  })
  return places
}
