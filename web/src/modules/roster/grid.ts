// The month as it stands on the screen: cells that change at once, a range that is chosen, and edits that go out one after the
// other, several at a time, so that typing never waits for the server.
import { computed, ref, shallowRef, triggerRef } from 'vue'
import type { CoverageGap, RosterChanged, RosterMonth, RosterPerson, RosterProblem } from '../../api/types'
import { Problem, put } from '../../shared/api'

export interface Place { row: number; col: number }
export interface Row { person: RosterPerson; cells: number[][] }

export const hour = (minute: number): string => `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
/** "22:00–07:00", over midnight with a mark. */
export const hours = (shift: { start_minute: number; length_minutes: number }): string => {
  const end = shift.start_minute + shift.length_minutes
  return `${hour(shift.start_minute)}–${hour(end)}${end > 1440 ? ' +1' : ''}`
}
/** The corners of a range, in order. */
export function bounds(a: Place, b: Place): { top: number; bottom: number; left: number; right: number } {
  return { top: Math.min(a.row, b.row), bottom: Math.max(a.row, b.row), left: Math.min(a.col, b.col), right: Math.max(a.col, b.col) }
}
/** Which rows stand in the window, with some above and below. */
export function windowOf(scrollTop: number, height: number, rowHeight: number, count: number, spare = 6): { from: number; to: number } {
  const from = Math.max(0, Math.floor(scrollTop / rowHeight) - spare)
  return { from, to: Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + spare) }
}

const gathering = 500
const resting = 1500

export function useGrid(told: { refused: (problem: Problem) => void; asked: () => void }) {
  const month = shallowRef<RosterMonth>()
  const rows = shallowRef<Row[]>([])
  const problems = shallowRef<RosterProblem[]>([])
  const gaps = shallowRef<CoverageGap[]>([])
  const state = ref<RosterMonth['state']>('draft')
  const version = ref(0)
  const active = ref<Place>({ row: 0, col: 0 })
  const anchor = ref<Place>({ row: 0, col: 0 })
  const saving = ref(false)
  /** Somebody is typing: what comes back on the stream is their own. */
  const busy = ref(false)
  let quiet = 0
  const waiting = new Map<string, { staff: string; day: string; shifts: string[] }>()
  let timer = 0

  // What this page saved comes back on the stream; it stands here already.
  const stands = (data: RosterMonth): boolean =>
    month.value?.month === data.month && version.value === data.version && state.value === data.state && month.value.people.length === data.people.length &&
    data.people.every((p, i) => p.id === month.value!.people[i]!.id && p.away.length === month.value!.people[i]!.away.length)
  function show(data: RosterMonth): void {
    if (waiting.size || saving.value || stands(data)) return
    if (month.value?.month !== data.month) active.value = anchor.value = { row: 0, col: 0 }
    month.value = data
    rows.value = data.people.map((person) => ({ person, cells: person.cells }))
    problems.value = data.problems
    gaps.value = data.gaps
    state.value = data.state
    version.value = data.version
  }
  const chosen = computed(() => bounds(active.value, anchor.value))

  /** What all chosen cells hold from now on. */
  function putIn(shifts: number[]): void {
    const data = month.value
    if (!data?.may_edit) return
    const { top, bottom, left, right } = chosen.value
    for (let row = top; row <= bottom; row++) {
      const before = rows.value[row]
      if (!before) continue
      const cells = before.cells.slice()
      for (let col = left; col <= right; col++) {
        cells[col] = shifts
        const staff = before.person.id, day = data.days[col]!.day
        waiting.set(`${staff} ${day}`, { staff, day, shifts: shifts.map((s) => data.shifts[s]!.id) })
      }
      rows.value[row] = { person: before.person, cells }
    }
    triggerRef(rows)
    busy.value = true
    timer ||= window.setTimeout(flush, gathering)
  }
  let running: Promise<void> | null = null
  let lost = false
  /** Everything that was typed has been sent and answered. */
  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = 0
    while (running || waiting.size) {
      const mine = (running ??= send())
      await mine
      if (running === mine) running = null
    }
    if (lost) {
      lost = false
      told.asked()
    }
  }
  async function send(): Promise<void> {
    if (!waiting.size || !month.value) return
    const cells = [...waiting.values()]
    waiting.clear()
    saving.value = true
    try {
      changed(await put<RosterChanged>(`/rosters/${month.value.month}/cells`, { version: version.value, cells }))
    } catch (trouble) {
      if (!(trouble instanceof Problem)) throw trouble
      waiting.clear()
      version.value = -1
      lost = true
      told.refused(trouble)
    } finally {
      saving.value = false
      clearTimeout(quiet)
      quiet = window.setTimeout(() => (busy.value = waiting.size > 0), resting)
    }
  }
  function changed(now: RosterChanged): void {
    version.value = now.version
    state.value = now.state
    problems.value = now.problems
    gaps.value = now.gaps
  }
  function move(by: Partial<Place>, extend: boolean): void {
    const last = { row: rows.value.length - 1, col: (month.value?.days.length ?? 1) - 1 }
    const to = { row: Math.min(last.row, Math.max(0, active.value.row + (by.row ?? 0))), col: Math.min(last.col, Math.max(0, active.value.col + (by.col ?? 0))) }
    active.value = to
    if (!extend) anchor.value = to
  }
  function choose(to: Place, extend: boolean): void {
    active.value = to
    if (!extend) anchor.value = to
  }
  return { month, rows, problems, gaps, state, version, active, anchor, chosen, saving, busy, show, putIn, flush, changed, move, choose }
}
