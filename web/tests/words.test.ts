// The catalogue: the same keys in three languages, and words filled in as each language counts.
import { beforeAll, describe, expect, it } from 'vitest'
import { catalogue, filesOf, languages } from '../build/catalogue'
import { Problem } from '../src/shared/api'
import { actText, allWords, fieldText, has, problemText, spanText, t, useLanguage } from '../src/shared/i18n'

describe('the catalogue', () => {
  const model = catalogue('zh-Hans')
  const holes = (text: string): string => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join()
  it.each(languages)('has the same files and keys in %s', (language) => {
    expect(filesOf(language)).toEqual(filesOf('zh-Hans'))
    expect([...catalogue(language).keys()].sort()).toEqual([...model.keys()].sort())
  })
  it.each(languages)('has the same places to fill in in %s', (language) => {
    for (const [key, text] of catalogue(language)) expect(holes(text), key).toBe(holes(model.get(key) ?? ''))
  })
  it.each(['zh-Hans', 'zh-Hant'])('uses full-width punctuation in %s', (language) => {
    for (const [key, text] of catalogue(language)) expect(text, key).not.toMatch(/\p{Script=Han}[,;?!:]|[,;?!]\p{Script=Han}/u)
  })
})

describe('words on the screen', () => {
  beforeAll(async () => {
    await useLanguage('en')
    await allWords()
  })
  it('are filled in and counted as English counts', () => {
    expect(t('today.late', { n: 3 })).toBe('3 overdue')
    expect(t('complaint.facts.reopened', { n: 1 })).toBe('reopened once')
    expect(t('complaint.facts.reopened', { n: 4 })).toBe('reopened 4 times')
    expect(t('complaint.facts.reopened', 4)).toBe('reopened 4 times')
  })
  it('change with the language, pages’ own words included', async () => {
    await useLanguage('zh-Hant')
    expect(t('nav.customers')).toBe('客戶檔案')
    expect(has('refused.stale')).toBe(true)
    expect(spanText(50 * 36e5)).toBe('2天2時')
    await useLanguage('en')
  })
  it('enumerate as the language does', () => {
    expect(problemText(new Problem(409, 'qualification.missing', 'A4.4.4', [], { courses: ['Induction', 'Hotline'] }))).toContain('(Induction and Hotline)')
  })
  it('never show a raw code', () => {
    expect(problemText(new Problem(409, 'no.such-code', 'D4'))).toBe('That did not work. Nothing was changed. (clause D4)')
    expect(problemText(new Problem(500, 'http-500'))).toContain('broke')
    expect(problemText(new Error('boom'))).not.toContain('boom')
    expect(fieldText('no-such-code')).toBe('Please check this')
    expect(actText('no_such_act', 'G5')).toBe('Clause G5')
  })
})
