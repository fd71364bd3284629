// Live changes: which questions they make old, and what the page knows when the stream is silent.
import { QueryClient } from '@tanstack/vue-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { branchesOf, changesToQueries } from '../src/app/desk/changes'

class Source {
  static all: Source[] = []
  static readonly CLOSED = 2
  readyState = 1
  onopen = (): void => {}
  onerror = (): void => {}
  heard = new Map<string, (e: { data: string }) => void>()
  constructor(readonly url: string) {
    Source.all.push(this)
  }
  addEventListener(name: string, then: (e: { data: string }) => void): void {
    this.heard.set(name, then)
  }
  say(name: string, data: unknown): void {
    this.heard.get(name)?.({ data: JSON.stringify(data) })
  }
  close(): void {
    this.readyState = 2
  }
}
beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(Date.parse('2026-11-23T14:05:00+08:00'))
  vi.stubGlobal('EventSource', Source)
  vi.stubGlobal('SharedWorker', undefined)
  delete (window as { SharedWorker?: unknown }).SharedWorker
  Source.all = []
  vi.resetModules()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a change', () => {
  it('of a complaint makes old what shows it', () => {
    expect(branchesOf({ event: 'complaint.closed', subject_kind: 'complaint', id: '7' })).toContainEqual(['complaint', '7'])
    expect(branchesOf({ event: 'complaint.closed', subject_kind: 'complaint', id: '7' })).toContainEqual(['today'])
  })
  it('that comes with fifty others asks once', () => {
    const client = new QueryClient()
    const asked = vi.spyOn(client, 'invalidateQueries')
    const changes = changesToQueries(client)
    for (let i = 0; i < 50; ++i) changes.hear({ event: 'complaint.noted', subject_kind: 'complaint', id: '7' })
    vi.advanceTimersByTime(1000)
    expect(asked.mock.calls.filter(([filter]) => String((filter as { queryKey?: unknown } | undefined)?.queryKey) === 'today')).toHaveLength(1)
  })
  it('that may have been missed asks for everything', () => {
    const client = new QueryClient()
    const asked = vi.spyOn(client, 'invalidateQueries')
    changesToQueries(client).hear(null)
    vi.advanceTimersByTime(1000)
    expect(asked).toHaveBeenCalledWith()
  })
})

describe('the stream', () => {
  it('is one EventSource where there is no SharedWorker, and sets the clock', async () => {
    const { startLive } = await import('../src/shared/live')
    const { now } = await import('../src/shared/clock')
    startLive()
    expect(Source.all.map((s) => new URL(s.url).pathname)).toEqual(['/api/stream'])
    Source.all[0]!.say('tick', { now: 123456, manual: true, version: '1' })
    expect(now.value).toBe(123456)
  })
  it('says since when it is silent after twenty seconds, and asks by itself until it speaks again', async () => {
    const { offlineSince, onChange, startLive } = await import('../src/shared/live')
    const told: unknown[] = []
    onChange((change) => told.push(change))
    startLive()
    Source.all[0]!.say('tick', { now: Date.now(), manual: false, version: '1' })
    const last = Date.now()
    vi.advanceTimersByTime(15_000)
    expect(offlineSince.value).toBe(0)
    vi.advanceTimersByTime(10_000)
    expect(Math.abs(offlineSince.value - last)).toBeLessThan(6000)
    expect(told).toContain(null)
    Source.all[0]!.say('tick', { now: Date.now(), manual: false, version: '1' })
    expect(offlineSince.value).toBe(0)
  })
  it('is opened anew when the browser has given it up, and nothing is taken for known then', async () => {
    const { onChange, startLive } = await import('../src/shared/live')
    const told: unknown[] = []
    onChange((change) => told.push(change))
    startLive()
    Source.all[0]!.readyState = 2
    Source.all[0]!.onerror()
    vi.advanceTimersByTime(5000)
    expect(Source.all).toHaveLength(2)
    Source.all[1]!.onopen()
    expect(told).toEqual([null])
  })
  it('tells of a new version of the program', async () => {
    const { newVersion, startLive } = await import('../src/shared/live')
    startLive()
    Source.all[0]!.say('tick', { now: 1, manual: false, version: '1' })
    expect(newVersion.value).toBe(false)
    Source.all[0]!.say('tick', { now: 2, manual: false, version: '2' })
    expect(newVersion.value).toBe(true)
  })
})
