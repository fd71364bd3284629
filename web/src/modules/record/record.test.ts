// A half-written form outlives a reload; a promise is chosen in the site's time; categories are found by initials.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setClock, setZone } from '../../shared/clock'
import { filterCategories, leavesOf } from './categories'
import { blank, commandOf, dropDraft, emptyDraft, keepDraft, loadDraft } from './draft'
import { fromField, quickTimes, toField } from './promise'

const at = (text: string): number => Date.parse(text)
function shelf(): Storage {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as Storage
}
beforeEach(() => setZone(480))
afterEach(() => setZone(480))

describe('a draft', () => {
  it('comes back word for word to the same person at the same site', () => {
    const store = shelf()
    const draft = { ...emptyDraft(), subject: '水管漏水', text: '厨房积水\n已关总阀', unit: '701' }
    expect(keepDraft(store, '100', '1', draft, 5)).toBe(true)
    expect(loadDraft(store, '100', '1')).toEqual({ at: 5, draft })
  })
  it('is nobody else’s and of no other site', () => {
    const store = shelf()
    keepDraft(store, '100', '1', { ...emptyDraft(), subject: '漏水' }, 5)
    expect(loadDraft(store, '101', '1')).toBeUndefined()
    expect(loadDraft(store, '100', '2')).toBeUndefined()
  })
  it('is not kept while nothing was typed, whatever was chosen', () => {
    const store = shelf()
    expect(blank({ ...emptyDraft(), kind: 'violation', severity: 'critical' })).toBe(true)
    keepDraft(store, '100', '1', { ...emptyDraft(), text: '一' }, 5)
    keepDraft(store, '100', '1', { ...emptyDraft(), kind: 'violation' }, 6)
    expect(loadDraft(store, '100', '1')).toBeUndefined()
  })
  it('goes when it is dropped', () => {
    const store = shelf()
    keepDraft(store, '100', '1', { ...emptyDraft(), text: '一' }, 5)
    dropDraft(store, '100', '1')
    expect(loadDraft(store, '100', '1')).toBeUndefined()
  })
  it('of another version keeps what it still understands', () => {
    const store = shelf()
    store.setItem('huiyin.record.100.1', JSON.stringify({ at: 5, draft: { subject: '漏水', archived: 'yes', gone: 1 } }))
    expect(loadDraft(store, '100', '1')?.draft).toEqual({ ...emptyDraft(), subject: '漏水' })
  })
  it('that cannot be read or stored never stops the writing', () => {
    const full = { ...shelf(), setItem: () => { throw new Error('full') }, getItem: () => '{' } as Storage
    expect(keepDraft(full, '100', '1', { ...emptyDraft(), text: '一' }, 5)).toBe(false)
    expect(loadDraft(full, '100', '1')).toBeUndefined()
  })
})

describe('the command of a draft', () => {
  it('leaves out what is empty and trims what is not', () => {
    const command = commandOf({ ...emptyDraft(), category: '31', subject: ' 漏水 ', text: '积水', unit: '701' }, undefined)
    expect(command).toEqual({ kind: 'complaint', about: 'household_matter', source: 'phone', category: '31', subject: '漏水', text: '积水', severity: 'ordinary', importance: 'ordinary', unit: '701' })
  })
  it('names the caller only when the household is not in the archive', () => {
    const draft = { ...emptyDraft(), category: '31', unit: '701', caller_name: '郑海峰', caller_phone: '13800138000' }
    expect(commandOf(draft, undefined)).not.toHaveProperty('caller_name')
    const unknown = commandOf({ ...draft, archived: false }, undefined)
    expect(unknown).toMatchObject({ caller_name: '郑海峰', caller_phone: '13800138000' })
    expect(unknown).not.toHaveProperty('unit')
  })
  it('carries the promised moment as a number', () => {
    expect(commandOf(emptyDraft(), 1234).promised_at).toBe(1234)
  })
})

describe('the time of a promise', () => {
  it('reads and shows the site’s clocks, wherever the computer stands', () => {
    const moment = at('2026-11-23T18:00:00+08:00')
    expect(toField(moment)).toBe('2026-11-23T18:00')
    expect(fromField('2026-11-23T18:00')).toBe(moment)
    setZone(0)
    expect(fromField('2026-11-23T18:00')).toBe(at('2026-11-23T18:00:00Z'))
  })
  it('is nothing while it is half typed', () => {
    expect(fromField('')).toBeUndefined()
    expect(fromField('2026-11-23')).toBeUndefined()
    expect(fromField('2026-13-40T10:00')).toBeUndefined()
  })
  it('offers an hour and two on whole five minutes, the end of today and tomorrow morning', () => {
    const now = at('2026-11-23T14:03:20+08:00')
    setClock(now, true)
    expect(quickTimes(now).map((one) => [one.key, toField(one.at)])).toEqual([
      ['in_an_hour', '2026-11-23T15:05'], ['in_two_hours', '2026-11-23T16:05'],
      ['today_at', '2026-11-23T18:00'], ['tomorrow_at', '2026-11-24T10:00'],
    ])
  })
  it('does not offer a time of today that has passed', () => {
    expect(quickTimes(at('2026-11-23T18:00:00+08:00')).map((one) => one.key)).toEqual(['in_an_hour', 'in_two_hours', 'tomorrow_at'])
  })
  it('takes the site’s day, not the computer’s, just before midnight', () => {
    const late = quickTimes(at('2026-11-23T23:30:00+08:00'))
    expect(toField(late.find((one) => one.key === 'tomorrow_at')!.at)).toBe('2026-11-24T10:00')
  })
})

describe('categories', () => {
  const tree = [
    { id: '30', name: '公共区域', initials: 'ggqy' }, { id: '33', name: '收费', initials: 'sf' },
    { id: '31', parent: '30', name: '公共设施', initials: 'ggss' }, { id: '34', name: '邻里', initials: 'll' },
    { id: '32', parent: '30', name: '环境卫生', initials: 'hjws' },
  ]
  it('are chosen at the lower level, each group together', () => {
    expect(leavesOf(tree).map((leaf) => [leaf.parent, leaf.category.name])).toEqual([['', '收费'], ['', '邻里'], ['公共区域', '公共设施'], ['公共区域', '环境卫生']])
  })
  it('are found by words, by the group and by initials', () => {
    const find = (typed: string): string[] => filterCategories(leavesOf(tree), typed).map((leaf) => leaf.category.id)
    expect(find('卫生')).toEqual(['32'])
    expect(find('公共区')).toEqual(['31', '32'])
    expect(find('HJ')).toEqual(['32'])
    expect(find('w')).toEqual([])
    expect(find('  ')).toHaveLength(4)
  })
})
