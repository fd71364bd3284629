// Points on the screen are the server's points: no floating number in between.
import { describe, expect, it } from 'vitest'
import { points, typedPoints, wouldBe } from './points'

describe('points', () => {
  it('are written without needless zeros', () => {
    expect([9190, 10000, 5, 50, -125, 0].map(points)).toEqual(['91.9', '100', '0.05', '0.5', '-1.25', '0'])
  })
  it('are read to the hundredth, and nothing else is', () => {
    expect(['91.9', '100', ' 0.05 ', '3。5'].map(typedPoints)).toEqual([9190, 10000, 5, 350])
    expect(['', '1.234', '-1', '1e2', '十'].map((x) => Number.isNaN(typedPoints(x)))).toEqual([true, true, true, true, true])
  })
  it('say what a sheet comes to while marks are typed', () => {
    const items = [{ criterion: { key: 'a', name: '', aspect: 'conduct' as const, points: 2000, clause: '' } }, { criterion: { key: 'b', name: '', aspect: 'ability' as const, points: 8000, clause: '' } }]
    expect(wouldBe(items, [{ item: 0, points: '0.5', punishable: false }, { item: 0, points: '', punishable: false }], '')).toBe(9950)
    expect(wouldBe(items, [{ item: 0, points: '1', punishable: true }], '10')).toBe(9000)
    expect(wouldBe(items, [{ item: 0, points: '99', punishable: false }], '')).toBe(8000)
  })
})
