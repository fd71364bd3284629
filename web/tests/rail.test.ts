// The deadline rail: the hours it spans, and labels that never lie over one another.
import { beforeEach, describe, expect, it } from 'vitest'
import type { Pin } from '../src/api/types'
import { hoursOf, placesOf, rangeOf, widthOf } from '../src/modules/today/rail'
import { setClock, setZone } from '../src/shared/clock'

const at = (time: string): number => Date.parse(`2026-11-23T${time}:00+08:00`)
const now = at('14:05')
const pin = (time: string, label: string, done = false): Pin => ({ id: time + label, complaint: '1', number: '', lane: 'complaint', clause: 'D4', act: 'verify', label, path: '', due_at: at(time), done })
beforeEach(() => {
  setZone(480)
  setClock(now)
})

describe('the range', () => {
  it('is the working day', () => expect(rangeOf(now, [])).toEqual({ from: at('08:30'), to: at('18:45') }))
  it('widens to the end of the day for what is due then, and no further', () => expect(rangeOf(now, [{ ...pin('23:00', 'x'), due_at: at('23:59') + 60e3 }]).to).toBe(at('23:59') + 60e3))
  it('does not widen for what has been late since another day', () => expect(rangeOf(now, [{ ...pin('09:00', 'x'), due_at: now - 5 * 864e5 }]).from).toBe(at('08:30')))
  it('holds now, whatever the hour', () => {
    const range = rangeOf(at('22:30'), [])
    expect(range.from).toBeLessThan(at('22:30'))
    expect(range.to).toBe(at('23:00') + 36e5)
  })
  it('names fewer hours where there is little room', () => {
    const range = rangeOf(now, [])
    expect(hoursOf(range, 1000)).toHaveLength(10)
    expect(hoursOf(range, 400).length).toBeLessThan(6)
  })
})

describe('a lane', () => {
  const range = { from: at('08:30'), to: at('18:45') }
  const places = (...pins: Pin[]) => placesOf(pins, range, now, 1000)
  it('puts the label of what is late at its left and of what is due at its right', () => {
    const [late, due] = places(pin('13:40', '3栋1204'), pin('15:30', '2栋1501'))
    expect([late!.flipped, late!.label]).toEqual([true, '3栋1204'])
    expect([due!.flipped, due!.label]).toEqual([false, '2栋1501'])
  })
  it('turns a label at the right edge round', () => expect(places(pin('18:40', '6栋1702'))[0]!.flipped).toBe(true))
  it('counts what falls together instead of hiding it', () => {
    const together = places(pin('15:00', '1栋0502'), pin('15:01', '3栋0708'), pin('15:02', '5栋0301'))
    expect(together).toHaveLength(1)
    expect(together[0]!.label).toBe('1栋0502 +2')
  })
  it('never lets two labels lie over one another', () => {
    const crowd = Array.from({ length: 40 }, (_, i) => pin(`${String(9 + Math.floor(i / 5)).padStart(2, '0')}:${String((i % 5) * 12).padStart(2, '0')}`, `${i}栋1204`))
    const taken = places(...crowd).filter((p) => p.label).map((p) => (p.flipped ? [p.x - 10 - widthOf(p.label), p.x] : [p.x, p.x + 10 + widthOf(p.label)]) as [number, number]).sort((a, b) => a[0] - b[0])
    for (let i = 1; i < taken.length; ++i) expect(taken[i]![0]).toBeGreaterThanOrEqual(taken[i - 1]![1] - 8)
  })
  it('leaves what is done without a label', () => expect(places(pin('09:10', '6栋1702', true))[0]!.label).toBe(''))
})
