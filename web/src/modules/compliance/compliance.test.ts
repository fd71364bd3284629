// Periods are whole days with an exclusive end; sums only add what stands beneath them, nothing twice.
import { beforeAll, describe, expect, it } from 'vitest'
import type { ClauseFigure } from '../../api/types'
import { setZone } from '../../shared/clock'
import { allWords, useLanguage } from '../../shared/i18n'
import { chaptersOf, percent, rated, readingOf, sentenceOf, short, sumOf, titleOf, valueText } from './figures'
import { afterDay, lastDay, monthOf, periodOf, wholeMonth } from './period'

const clause = (id: string, more: Partial<ClauseFigure> = {}): ClauseFigure => ({
  clause: id, chapter: id[0]!, title_zh_hans: '简', title_zh_hant: '繁', title_en: 'en', mechanisms: ['obligation'], enforced: true, unconfirmed: false,
  reading: '', reading_zh_hans: '', reading_zh_hant: '', reading_en: '', counts: [],
  due: 0, kept: 0, kept_late: 0, late_open: 0, open: 0, waived: 0, asked: 0, passed: 0, refused: 0, offered: 0, used: 0, unused: 0, ...more,
})
const now = Date.parse('2026-11-30T23:30:00+08:00')
beforeAll(async () => {
  setZone(480)
  await useLanguage('zh-Hans')
  await allWords()
})

describe('a period', () => {
  it('is the running month of the site unless the address says otherwise', () => {
    expect(periodOf({}, now)).toEqual({ from: '2026-11-01', until: '2026-12-01' })
    expect(periodOf({ from: '2026-02-03', until: '2026-02-05' }, now)).toEqual({ from: '2026-02-03', until: '2026-02-05' })
  })
  it('does not believe a broken address', () => {
    expect(periodOf({ from: 'x', until: '2026-99-99' }, now)).toEqual({ from: '2026-11-01', until: '2026-12-01' })
    expect(periodOf({ from: '2026-03-01', until: '2026-02-01' }, now)).toEqual({ from: '2026-03-01', until: '2026-04-01' })
  })
  it('steps over the year in both directions', () => {
    expect(monthOf('2026-12-05', 1)).toEqual({ from: '2027-01-01', until: '2027-02-01' })
    expect(monthOf('2026-01-31', -1)).toEqual({ from: '2025-12-01', until: '2026-01-01' })
  })
  it('is called by its month only when it is exactly one', () => {
    expect(wholeMonth({ from: '2026-11-01', until: '2026-12-01' })).toEqual({ year: 2026, month: 11 })
    expect(wholeMonth({ from: '2026-11-01', until: '2026-11-30' })).toBeUndefined()
  })
  it('names its last day to people and the day after it to the server', () => {
    expect(lastDay({ from: '2026-02-01', until: '2026-03-01' })).toBe('2026-02-28')
    expect(afterDay('2026-12-31')).toBe('2027-01-01')
  })
})

describe('figures', () => {
  it('are added once, though other clauses point at them', () => {
    const d4 = clause('D4', { counts: ['D4'], due: 10, kept: 8, kept_late: 1, late_open: 1, open: 3 })
    const e5 = clause('E5', { counts: ['D4'], due: 10, kept: 8, kept_late: 1, late_open: 1, open: 3 })
    expect(sumOf([d4, e5, clause('G5', { enforced: false, due: 99 })])).toEqual({ due: 10, kept: 8, late: 2, open: 3, waived: 0 })
  })
  it('are said in one sentence', () => {
    expect(sentenceOf({ due: 0, kept: 0, late: 0, open: 2, waived: 0 })).toBe('这个时段没有到期的要求。')
    expect(sentenceOf({ due: 4, kept: 4, late: 0, open: 0, waived: 0 })).toContain('全部按时')
    expect(sentenceOf({ due: 4, kept: 3, late: 1, open: 0, waived: 0 })).toContain('4')
    // The numbers add up: what was waived was due too.
    expect(sentenceOf({ due: 5, kept: 3, late: 1, open: 0, waived: 1 })).toContain('1 项已免除')
  })
  it('show a rate without needless decimals', () => {
    expect([percent(10000), percent(9643), percent(9640)]).toEqual(['100%', '96.4%', '96.4%'])
  })
  it('fall short only against a target, and are drawn only where something was due', () => {
    const below = clause('D4', { rate_hundredths: 9200, target_hundredths: 10000 })
    expect([short(below), short(clause('D5', { rate_hundredths: 9200 })), short(clause('D6', { target_hundredths: 10000 }))]).toEqual([true, false, false])
    expect(rated([below, clause('D6')]).map((one) => one.clause)).toEqual(['D4'])
  })
  it('stand in chapters, filtered', () => {
    const all = [clause('B5'), clause('D4', { unconfirmed: true }), clause('D5', { enforced: false })]
    expect(chaptersOf(all, 'all').map((one) => [one.id, one.clauses.length])).toEqual([['B', 1], ['D', 2]])
    expect(chaptersOf(all, 'unconfirmed').map((one) => one.id)).toEqual(['D'])
    expect(chaptersOf(all, 'enforced').flatMap((one) => one.clauses.map((c) => c.clause))).toEqual(['B5', 'D4'])
  })
  it('speak the reader’s language', () => {
    expect(titleOf(clause('D4'))).toBe('简')
    expect(readingOf({ reading: '原', reading_zh_hans: '今' })).toBe('今')
    expect(readingOf({ reading: '原' })).toBe('原')
  })
  it('leave no code in a parameter’s value', () => {
    expect(valueText('conduct 20 year-end 50')).not.toMatch(/[a-z]/)
    expect(valueText('3')).toBe('3')
  })
})
