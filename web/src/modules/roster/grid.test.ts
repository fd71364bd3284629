// The grid's arithmetic, and that edits go out together, in order, and come back whole when they are refused.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RosterMonth } from '../../api/types'
import { bounds, hours, useGrid, windowOf } from './grid'

const reply = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
function month(people = 3): RosterMonth {
  return {
    month: '2026-12-01', state: 'draft', version: 4, published_by_name: '', late: false, may_edit: true, patterns: [], problems: [], gaps: [],
    shifts: [{ id: '11', name: '早班', mark: '早', start_minute: 480, length_minutes: 480, active: true, version: 1 }],
    days: [{ day: '2026-12-01', kind: 'workday' }, { day: '2026-12-02', kind: 'workday' }],
    people: Array.from({ length: people }, (_, i) => ({ id: String(i + 1), name: `p${i}`, department_name: '', posts: [], cells: [[], []], away: [] })),
  } as unknown as RosterMonth
}

describe('the grid', () => {
  const sent: { version: number; cells: { staff: string; day: string; shifts: string[] }[] }[] = []
  let answer: () => Response
  beforeEach(() => {
    vi.useFakeTimers()
    sent.length = 0
    answer = () => reply(200, { month: '2026-12-01', state: 'draft', version: 5, problems: [], gaps: [] })
    vi.stubGlobal('fetch', async (_: string, options: RequestInit) => {
      sent.push(JSON.parse(String(options.body)))
      return answer()
    })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('knows which rows stand in the window', () => {
    expect(windowOf(0, 320, 32, 500)).toEqual({ from: 0, to: 16 })
    expect(windowOf(3200, 320, 32, 500)).toEqual({ from: 94, to: 116 })
    expect(windowOf(16000, 320, 32, 500)).toEqual({ from: 494, to: 500 })
  })
  it('says hours over midnight', () => {
    expect(hours({ start_minute: 1320, length_minutes: 540 })).toBe('22:00–07:00 +1')
    expect(bounds({ row: 5, col: 1 }, { row: 2, col: 7 })).toEqual({ top: 2, bottom: 5, left: 1, right: 7 })
  })
  it('fills the chosen range at once and sends it together', async () => {
    const grid = useGrid({ refused: () => {}, asked: () => {} })
    grid.show(month())
    grid.choose({ row: 1, col: 1 }, true)
    grid.putIn([0])
    expect(grid.rows.value.map((r) => r.cells.map((c) => c.length))).toEqual([[1, 1], [1, 1], [0, 0]])
    grid.putIn([])
    grid.putIn([0])
    await vi.runAllTimersAsync()
    expect(sent).toHaveLength(1)
    expect(sent[0]!.version).toBe(4)
    expect(sent[0]!.cells).toHaveLength(4)
    expect(sent[0]!.cells[0]).toEqual({ staff: '1', day: '2026-12-01', shifts: ['11'] })
    expect(grid.version.value).toBe(5)
  })
  it('asks for the month again when an edit is refused', async () => {
    answer = () => reply(409, { code: 'stale', details: { version: 9 } })
    const heard: string[] = []
    const grid = useGrid({ refused: (p) => heard.push(p.code), asked: () => heard.push('asked') })
    grid.show(month())
    grid.putIn([0])
    await vi.runAllTimersAsync()
    expect(heard).toEqual(['stale', 'asked'])
    grid.show({ ...month(), version: 9 })
    expect(grid.rows.value[0]!.cells).toEqual([[], []])
  })
  it('stops at the edges', () => {
    const grid = useGrid({ refused: () => {}, asked: () => {} })
    grid.show(month())
    grid.move({ row: -1, col: 99 }, false)
    expect(grid.active.value).toEqual({ row: 0, col: 1 })
    grid.move({ row: 99 }, true)
    expect(grid.chosen.value).toEqual({ top: 0, bottom: 2, left: 1, right: 1 })
  })
})
