// Drafts with the server: the newest words only, one request at a time, and none after they were sent off.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { serverDraft } from '../src/shared/server-draft'

const sent: string[] = []
let answer: (() => void)[] = []
const send = (content: string): Promise<void> => {
  sent.push(content)
  return new Promise((resolve) => answer.push(resolve))
}
const settle = async (): Promise<void> => {
  answer.splice(0).forEach((then) => then())
  await vi.advanceTimersByTimeAsync(0)
}
beforeEach(() => {
  vi.useFakeTimers()
  sent.length = 0
  answer = []
})
describe('a draft', () => {
  it('waits for a rest and says the newest words once', async () => {
    const draft = serverDraft('record', send)
    draft.keep('a')
    draft.keep('ab')
    await vi.advanceTimersByTimeAsync(1499)
    expect(sent).toEqual([])
    await vi.advanceTimersByTimeAsync(2)
    expect(sent).toEqual(['ab'])
    await settle()
    draft.keep('ab')
    await vi.advanceTimersByTimeAsync(2000)
    expect(sent).toEqual(['ab'])
  })
  it('sends what came meanwhile after the answer, never beside it', async () => {
    const draft = serverDraft('record', send)
    draft.keep('a')
    await vi.advanceTimersByTimeAsync(1600)
    draft.keep('ab')
    await vi.advanceTimersByTimeAsync(1600)
    expect(sent).toEqual(['a'])
    await settle()
    expect(sent).toEqual(['a', 'ab'])
  })
  it('ends empty when it is dropped while it was being kept', async () => {
    const draft = serverDraft('record', send)
    draft.keep('a')
    await vi.advanceTimersByTimeAsync(1600)
    draft.drop()
    await settle()
    expect(sent).toEqual(['a', ''])
  })
})
