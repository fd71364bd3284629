import { expect, test } from 'vitest'
import { setZone } from '../../shared/clock'
import { countdown, examTone, fromLocalInput, localInput } from './training'

test('a time is read back as it was written, in the time of the site', () => {
  setZone(480)
  const at = Date.UTC(2026, 5, 2, 6, 30)
  expect(localInput(at)).toBe('2026-06-02T14:30')
  expect(fromLocalInput('2026-06-02T14:30')).toBe(at)
  expect(fromLocalInput('')).toBe(0)
})
test('the time of an exam counts down to nothing and not below', () => {
  expect(countdown(30 * 60_000)).toBe('30:00')
  expect(countdown(61_001)).toBe('1:02')
  expect(countdown(-5)).toBe('0:00')
})
test('what waits late is said, what is over is not', () => {
  expect(examTone('opened', true)).toBe('late')
  expect(examTone('passed', true)).toBe('ok')
  expect(examTone('cancelled')).toBe('')
})
