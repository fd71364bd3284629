// Clocks: what is late, what is soon, how a span is written, and the site's own day.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, watchEffect } from 'vue'
import { clockTime, date, dateTime, dueDateTime, isoDay, momentOf, now, sameDay, setClock, setZone, shortDue, span, standsStill, startOfDay, thisMinute, urgency } from '../src/shared/clock'

const minute = 60e3
const hour = 60 * minute
const noon = Date.parse('2026-11-23T14:05:00+08:00')

beforeEach(() => {
  setZone(480)
  setClock(noon)
})

describe('the ticker', () => {
  it('does not draw anew each second what changes with the minute or the day', async () => {
    const written = computed(() => [dateTime(noon - hour), shortDue(noon + hour), thisMinute.value])
    let drawn = 0
    watchEffect(() => (drawn++, written.value), { flush: 'sync' })
    for (let s = 1; s < 60; ++s) setClock(noon + s * 1000)
    expect(drawn).toBe(1)
    setClock(noon + minute)
    expect(written.value[2]).toBe(noon + minute)
    setClock(noon + 24 * hour)
    expect(written.value[1]).toBe('11-23 15:05')
  })
})

describe('urgency', () => {
  it('calls it late at the very moment it is due', () => {
    expect(urgency(noon, noon)).toBe('late')
    expect(urgency(noon + 1, noon)).toBe('soon')
  })
  it('calls it urgent within sixty minutes', () => {
    expect(urgency(noon + hour, noon)).toBe('soon')
    expect(urgency(noon + hour + 1, noon)).toBe('today')
  })
  it('knows today from tomorrow at the site’s midnight, not at the browser’s', () => {
    expect(urgency(Date.parse('2026-11-23T23:59:59+08:00'), noon)).toBe('today')
    expect(urgency(Date.parse('2026-11-24T00:00:01+08:00'), noon)).toBe('later')
  })
})

describe('the end of a day', () => {
  it('is due on that day, at 24:00', () => {
    const end = Date.parse('2026-11-24T00:00:00+08:00')
    expect(urgency(end, noon)).toBe('today')
    expect(dueDateTime(end, 'zh-Hans')).toBe('11-23 24:00')
    expect(dueDateTime(noon, 'zh-Hans')).toBe('11-23 14:05')
    expect(shortDue(end)).toBe('24:00')
  })
})

describe('a span', () => {
  it('is in minutes under an hour, and exact where seconds matter', () => {
    expect(span(14 * minute + 51e3)).toEqual({ form: 'minutes', minutes: 14 })
    expect(span(14 * minute + 51e3, true)).toEqual({ form: 'clock', text: '14:51' })
  })
  it('shows the seconds of the last minute', () => expect(span(42e3)).toEqual({ form: 'clock', text: '00:42' }))
  it('is hours and minutes under a day', () => {
    expect(span(2 * hour + 54 * minute)).toEqual({ form: 'clock', text: '2:54' })
    expect(span(2 * hour + 54 * minute + 54e3, true)).toEqual({ form: 'clock', text: '2:54:54' })
  })
  it('is days and hours beyond', () => expect(span(50 * hour)).toEqual({ form: 'days', days: 2, hours: 2 }))
  it('is never negative', () => expect(span(-25 * minute)).toEqual({ form: 'minutes', minutes: 25 }))
})

describe('the site’s time', () => {
  it('does not depend on the browser’s zone', () => {
    expect(clockTime(noon)).toBe('14:05')
    expect(isoDay(noon)).toBe('2026-11-23')
    expect(momentOf('2026-11-23', '14:05')).toBe(noon)
    expect(startOfDay(noon)).toBe(Date.parse('2026-11-23T00:00:00+08:00'))
    expect(sameDay(noon, noon + 10 * hour)).toBe(false)
  })
  it('follows another site', () => {
    setZone(0)
    expect(clockTime(noon)).toBe('06:05')
  })
  it('names the year only when it is another one', () => {
    expect(date(noon, 'zh-Hans')).toBe('11-23')
    expect(dateTime(noon, 'en')).toBe('23 Nov 14:05')
    expect(date(Date.parse('2025-03-04T12:00:00+08:00'), 'zh-Hant')).toBe('2025-03-04')
    expect(date(Date.parse('2025-03-04T12:00:00+08:00'), 'en')).toBe('4 Mar 2025')
  })
})

describe('the ticker', () => {
  it('takes the server’s time, and says when that stands still', () => {
    setClock(noon + hour, true)
    expect(now.value).toBe(noon + hour)
    expect(standsStill.value).toBe(true)
  })
  it('goes on from the server’s time by itself', async () => {
    vi.useFakeTimers()
    const { startClock } = await import('../src/shared/clock')
    setClock(noon)
    startClock()
    vi.advanceTimersByTime(3000)
    expect(now.value).toBeGreaterThanOrEqual(noon + 2000)
    setClock(noon, true)
    vi.advanceTimersByTime(5000)
    expect(now.value).toBe(noon)
    vi.useRealTimers()
  })
})
