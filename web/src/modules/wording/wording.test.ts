// What is drawn while somebody types, and what the guide and the picker choose: pure parts of the words to customers.
import { describe, expect, it } from 'vitest'
import type { GuideKind, Hit } from '../../api/types'
import { linesFor, proposed, stageOf, usesOf } from '../guide/guide'
import { matching } from '../phrases/matching'
import { piecesOf, stillThere } from './use-wording'

const words = { zh_hans: '', zh_hant: '', en: '' }
const hit = (begin: number, end: number): Hit => ({ field: '', begin, end, found: '', clause: 'F5.1', key: 'outside-duty', situation: words, instead: words })

describe('marks under what is typed', () => {
  it('cut the text at its hits', () => {
    expect(piecesOf('您好，我们不管。', [hit(3, 7)]).map((one) => one.text)).toEqual(['您好，', '我们不管', '。'])
    expect(piecesOf('随便', [hit(0, 2)]).map((one) => [one.text, !!one.hit])).toEqual([['随便', true]])
    expect(piecesOf('短', [hit(3, 7)]).map((one) => one.text)).toEqual(['短'])
  })
  it('stay where nothing before them changed, and go where it did', () => {
    const both = [hit(3, 7), hit(8, 10)]
    expect(stillThere(both, '您好，我们不管，随便', '您好，我们不管，随便吧')).toEqual(both)
    expect(stillThere(both, '您好，我们不管，随便', '您好，我们不管了，随便')).toEqual([hit(3, 7)])
    expect(stillThere(both, '您好，我们不管，随便', '您们好，我们不管，随便')).toEqual([])
  })
})

describe('the guide', () => {
  const kind = (clause: string, stages: GuideKind['stages'], topics: string[][] = [[]]): GuideKind =>
    ({ clause, title: words, stages, gives_reason: clause === 'J3', lines: topics.map((one) => ({ topics: one, say: words, why: words })) })
  const kinds = [kind('D17', ['greeting']), kind('J1', ['details']), kind('J3', ['details']), kind('J6', ['closing']), kind('J7', ['listening']), kind('J8', ['closing'])]
  const nothing = { subject: '', text: '', wants: '', category: '', household: false, promised: false }
  it('follows the conversation by what the form holds', () => {
    expect(stageOf(nothing)).toBe('greeting')
    expect(stageOf({ ...nothing, household: true })).toBe('listening')
    expect(stageOf({ ...nothing, household: true, subject: '厨房漏水' })).toBe('details')
    expect(stageOf({ ...nothing, household: true, subject: '厨房漏水', text: '水管接口一直滴水，接了一盆', category: '1' })).toBe('checking')
    expect(stageOf({ ...nothing, household: true, subject: '厨房漏水', text: '水管接口一直滴水，接了一盆', category: '1', wants: '修好' })).toBe('solution')
    expect(stageOf({ ...nothing, household: true, subject: '厨房漏水', text: '水管接口一直滴水，接了一盆', category: '1', wants: '修好', promised: true })).toBe('closing')
  })
  it('proposes the next kind that was not used, and goes on when a stage is through', () => {
    expect(proposed(kinds, 'greeting', new Set())?.clause).toBe('D17')
    expect(proposed(kinds, 'greeting', new Set(['D17']))?.clause).toBe('J7')
    expect(proposed(kinds, 'details', new Set(['J1']))?.clause).toBe('J3')
    expect(proposed(kinds, 'closing', new Set())?.clause).toBe('J8')
    expect(proposed(kinds, 'closing', new Set(['J8', 'J6']))).toBeUndefined()
  })
  it('speaks of the category first', () => {
    const one = kind('J1', ['details'], [['水'], [], ['电梯']])
    expect(linesFor(one, '漏水渗水').map((line) => line.topics)).toEqual([['水'], []])
    expect(linesFor(one, '').map((line) => line.topics)).toEqual([[]])
  })
  it('tells what was proposed and what was used', () => {
    expect(usesOf(new Set(['J7', 'J1']), new Set(['J7', 'J6']))).toEqual([{ clause: 'J7', used: true }, { clause: 'J1', used: false }, { clause: 'J6', used: true }])
  })
})

describe('finding a canned answer', () => {
  const all = [{ title: '已受理', text: '会先核实', initials: 'ysl' }, { title: '约定时间', text: '约好再来', initials: 'ydsj' }, { title: '致歉', text: '已受理之后的话', initials: 'zq' }]
  it('goes by initials, then by name, then by words', () => {
    expect(matching(all, '').length).toBe(3)
    expect(matching(all, 'YD').map((one) => one.title)).toEqual(['约定时间'])
    expect(matching(all, '受理').map((one) => one.title)).toEqual(['已受理', '致歉'])
    expect(matching(all, '电梯')).toEqual([])
  })
})
