// What is compared while somebody types: after a rest, the newest question only, and whole characters.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, reactive } from 'vue'
import { saidSoFar, useLikely, type Question } from './use-likely'

const answer = (subject: string) => ({ household: [], likely: [{ row: { id: '1', subject }, likeness: 80 }] })

describe('comparing while typing', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  it('asks once after a rest and takes an overtaken question back', async () => {
    const asked: { url: string; signal?: AbortSignal | null }[] = []
    vi.stubGlobal('fetch', (url: string, how: RequestInit) => {
      asked.push({ url, signal: how.signal })
      return new Promise<Response>((done) => setTimeout(() => done(new Response(JSON.stringify(answer(decodeURIComponent(url))), { status: 200 })), 50))
    })
    const question = reactive<Question>({ text: '' })
    const scope = effectScope()
    const likely = scope.run(() => useLikely(() => question))!
    for (const text of ['水', '水管', '水管漏', '水管漏水']) {
      question.text = text
      await nextTick()
      vi.advanceTimersByTime(60)
    }
    expect(asked).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(240)
    expect(asked).toHaveLength(1)
    question.text = '水管漏水了'
    await nextTick()
    expect(asked[0]!.signal?.aborted).toBe(true)
    await vi.advanceTimersByTimeAsync(400)
    expect(asked).toHaveLength(2)
    expect(likely.found.value.likely[0]!.row.subject).toContain('水管漏水了')
    expect(likely.looking.value).toBe(false)
    scope.stop()
  })
  it('sends whole characters, at most 400 of them', () => {
    expect([...saidSoFar('𠮷'.repeat(300), '𠮷'.repeat(300))]).toHaveLength(400)
    expect(saidSoFar('  ', ' ')).toBe('')
  })
})
