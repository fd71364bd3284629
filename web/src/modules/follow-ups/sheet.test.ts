import { describe, expect, it } from 'vitest'
import { bodyOf, emptyCall, emptyPoint, percent, pointBody, shortDigest, stageOfCall, stepsOf } from './sheet'

const at = (value: string): number | undefined => (value ? Date.parse(`${value}:00Z`) : undefined)

describe('a call that is being written down', () => {
  it('asks nothing more of whoever was not reached', () => {
    expect(stepsOf({ ...emptyCall(), result: 'unreachable' })).toEqual(['result'])
    expect(stepsOf({ ...emptyCall(), result: 'reached' })).toHaveLength(4)
  })
  it('sends points only when somebody was reached, and none that is blank', () => {
    const points = [{ ...emptyPoint(), text: ' 灯不亮 ', promised: '2026-03-05T12:00' }, emptyPoint()]
    expect(bodyOf({ result: 'reached', satisfaction: 'satisfied', said: '好', points, questions: [] }, 3, at).points).toEqual([{ text: '灯不亮', promised_at: Date.parse('2026-03-05T12:00:00Z'), answer: '' }])
    expect(bodyOf({ result: 'unreachable', satisfaction: 'satisfied', said: '', points, questions: [{ clause: 'J8', used: true }] }, 3, at)).toEqual({ version: 3, result: 'unreachable', said: '', points: [], questions: [] })
  })
  it('says what of the guide was used, and how far the call has come', () => {
    const call = { ...emptyCall(), result: 'reached', questions: [{ clause: 'J8', used: true }] }
    expect(bodyOf(call, 3, at).questions).toEqual([{ clause: 'J8', used: true }])
    expect([stageOfCall(call, 'result'), stageOfCall(call, 'said'), stageOfCall(call, 'points')]).toEqual(['greeting', 'details', 'closing'])
    expect(stageOfCall({ ...call, points: [{ ...emptyPoint(), text: '灯不亮' }] }, 'points')).toBe('solution')
  })
  it('promises no time for what was answered at once', () => {
    expect(pointBody({ ...emptyPoint('7'), text: '加卡', now: true, promised: '2026-03-05T12:00', answer: '来前台' }, at)).toEqual({ text: '加卡', owner: '7', answer: '来前台' })
  })
})
describe('figures', () => {
  it('write hundredths of a percent as people say them', () => {
    expect([percent(10000), percent(9640), percent(undefined)]).toEqual(['100%', '96.4%', '—'])
  })
  it('shorten a digest at both ends', () => expect(shortDigest('a'.repeat(60) + 'bbbb')).toBe('aaaaaaaa…aaaabbbb'))
})
