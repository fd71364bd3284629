import { describe, expect, it } from 'vitest'
import type { PublicMatter } from '../../api/types'
import { keep, kept, stepsOf } from './door'

const matter = (more: Partial<PublicMatter>): PublicMatter => ({ number: 'WS20260302-0001', stage: 'waiting', submitted_at: 1, complaint_number: '', answer: '', agreement: '', ...more }) as PublicMatter
const told = (m: PublicMatter): string => stepsOf(m).map((s) => `${s.word}:${s.state}`).join(' ')

describe('the progress that a resident reads (D2)', () => {
  it('names the next step and what is still to come', () => {
    expect(told(matter({}))).toBe('submitted:done taken_up:now looked_into:ahead answered:ahead closed:ahead')
    expect(told(matter({ stage: 'looked_into', accepted_at: 2, verified_at: 3 }))).toBe('submitted:done taken_up:done looked_into:done answered:now closed:ahead')
  })
  it('says until when an answer was promised, and when somebody will call', () => {
    expect(stepsOf(matter({ accepted_at: 2, promised_at: 9 })).find((s) => s.word === 'answered')?.by).toBe(9)
    const closed = stepsOf(matter({ stage: 'closed', accepted_at: 2, verified_at: 3, answered_at: 4, closed_at: 5, follow_up_by: 20 }))
    expect(closed.at(-1)).toMatchObject({ word: 'called', state: 'now', by: 20 })
  })
  it('leaves out the investigation of a question that was answered at once', () => {
    expect(told(matter({ stage: 'answered', accepted_at: 2, answered_at: 4 }))).toBe('submitted:done taken_up:done answered:done closed:now')
  })
  it('ends where it was sent back', () => {
    expect(told(matter({ stage: 'rejected' }))).toBe('submitted:done')
  })
})

describe('what is kept on the phone', () => {
  it('is each link once, and nothing that is no link', () => {
    const link = 'a'.repeat(32)
    keep({ number: '1', link, place: '3栋', at: 1 })
    keep({ number: '1', link, place: '3栋', at: 1 })
    expect(kept()).toHaveLength(1)
    localStorage.setItem('huiyin.self.mine', '[{"link":"javascript:alert(1)"}]')
    expect(kept()).toEqual([])
    localStorage.setItem('huiyin.self.mine', 'no json')
    expect(kept()).toEqual([])
  })
})
