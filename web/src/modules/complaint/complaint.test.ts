// What the deadline strip says, which fields a command has, and which words of a journal entry reach a person.
import { beforeAll, describe, expect, it } from 'vitest'
import type { ComplaintPage, OwedView, TimelineEntry } from '../../api/types'
import { setClock, setZone } from '../../shared/clock'
import { allWords, useLanguage } from '../../shared/i18n'
import { bodyOf, commands, isNeeded, missing, shownFields, startValues } from './commands'
import { keepWords, loadWords } from './composer'
import { bySomebody, factText, tell, type Names } from './facts'
import { cellsOf, fold, stillOwed } from './owed'
import { cellText } from './owed-text'

const hour = 3_600_000
const now = Date.parse('2026-11-23T14:00:00+08:00')
let made = 0
const owed = (more: Partial<OwedView>): OwedView => ({
  id: String(++made), clause: 'D4', act: 'verify', state: 'open', breached: false, owing_post: 'service_officer', owner_name: '林晓', opened_at: now - hour,
  due_at: now + hour, first_due_at: more.due_at ?? now + hour, moved: 0, reason: '', may_waive: false, may_move: false, ...more,
})
const page = (more: Partial<ComplaintPage> = {}): ComplaintPage => ({ id: '5', version: 3, importance: 'ordinary', severity: 'ordinary', finding: '', outcome: '', agreement_reason: '', ...more }) as ComplaintPage
const names: Names = { staff: new Map([['7', '何子健']]), departments: new Map([['12', '工程部']]), categories: new Map() }
const entry = (event: string, facts: Record<string, unknown>, personal: Record<string, unknown> | null = {}): TimelineEntry =>
  ({ id: '1', at: now, event, actor: '7', actor_name: '何子健', clause: '', facts, personal })

beforeAll(async () => {
  setZone(480)
  setClock(now, true)
  await useLanguage('zh-Hans')
  await allWords()
})

describe('the deadline strip', () => {
  it('says how early or late what is done was done', () => {
    const [early, late] = cellsOf([owed({ state: 'kept', ended_at: now - hour, due_at: now }), owed({ state: 'kept_late', ended_at: now, due_at: now - 2 * hour })], now)
    expect([early!.standing, early!.spare]).toEqual(['kept', hour])
    expect([late!.standing, late!.spare]).toEqual(['kept_late', -2 * hour])
  })
  it('runs the clock that is due first and shows the others as still to come', () => {
    const cells = cellsOf([owed({}), owed({ due_at: now + 9 * hour })], now)
    expect(cells.map((cell) => [cell.standing, cell.current])).toEqual([['running', true], ['to_come', false]])
  })
  it('never shows an overdue one as to come', () => {
    const cells = cellsOf([owed({ due_at: now - 2 * hour }), owed({ due_at: now - hour })], now)
    expect(cells.map((cell) => cell.standing)).toEqual(['running', 'running'])
  })
  it('counts the moment of being due as overdue', () => {
    expect(cellsOf([owed({}), owed({ due_at: now })], now)[1]!.standing).toBe('running')
  })
  it('lets a paused clock stand where it was paused', () => {
    const cell = cellsOf([owed({ paused_at: now - 10 * hour, due_at: now - 7 * hour })], now)[0]!
    expect([cell.standing, cell.spare]).toEqual(['paused', 3 * hour])
  })
  it('prefers a running clock to a paused one', () => {
    expect(cellsOf([owed({ paused_at: now - hour }), owed({ due_at: now + 5 * hour })], now).map((cell) => cell.current)).toEqual([false, true])
  })
  it('keeps the first promise beside a moved one', () => {
    const cell = cellsOf([owed({ moved: 1, due_at: now + 5 * hour, first_due_at: now + hour })], now)[0]!
    expect(cell.movedFrom).toBe(now + hour)
    expect(cellsOf([owed({})], now)[0]!.movedFrom).toBeUndefined()
  })
  it('folds what was done longest ago, and nothing that is open', () => {
    const cells = cellsOf([owed({ state: 'kept', ended_at: 1 }), owed({ state: 'kept', ended_at: 2 }), owed({ id: 'a' }), owed({ id: 'b' }), owed({ id: 'c' })], now)
    const { shown, hidden } = fold(cells, 4)
    expect([shown.length, hidden]).toEqual([4, 1])
    expect(fold(cells, 2).shown.map((cell) => cell.owed.id)).toEqual(['a', 'b', 'c'])
  })
  it('says a date once, in whichever of its two lines has room for it', () => {
    const text = (more: Partial<OwedView>, before: Partial<OwedView>[] = []) => {
      const cell = cellsOf([...before.map(owed), owed(more)], now).at(-1)!
      return Object.values(cellText(cell, now))
    }
    expect(text({ due_at: now + 34 * hour })).toEqual(['11-24 24:00', '还剩 1天10时'])
    expect(text({ due_at: now + 2 * hour })).toEqual(['2:00', '16:00 前'])
    expect(text({ due_at: now + 20 * hour })).toEqual(['20:00', '11-24 10:00 前'])
    expect(text({ due_at: now - hour })).toEqual(['+1:00', '13:00 已到期'])
    expect(text({ due_at: now + 34 * hour }, [{}])).toEqual(['11-24', '24:00 前'])
    expect(text({ due_at: now + 10 * hour }, [{}])).toEqual(['24:00', '还剩 10:00'])
  })
  it('lets neither the closing itself nor the call-back after it stand against closing', () => {
    expect(stillOwed([owed({ act: 'close' }), owed({ act: 'follow_up' }), owed({ act: 'answer' }), owed({ state: 'kept' })]).map((one) => one.act)).toEqual(['answer'])
  })
})

describe('a command', () => {
  it('carries the version that the person saw, and no empty words', () => {
    const values = { ...startValues(commands.verify, page()), finding: ' 接头老化 ' }
    expect(bodyOf(commands.verify, values, page(), () => undefined)).toEqual({ version: 3, finding: '接头老化', substance: 'substantiated' })
  })
  it('needs a reason only where a promise is moved', () => {
    const reason = (p: ComplaintPage): boolean => shownFields(commands.promise, {}, p).some((field) => field.name === 'reason' && isNeeded(field, {}, p))
    expect([reason(page()), reason(page({ promised_at: now }))]).toEqual([false, true])
  })
  it('asks why there is no agreement unless there is', () => {
    expect(missing(commands.agree, { agreement: 'agreed' }, page())).toEqual([])
    expect(missing(commands.agree, { agreement: 'unreachable' }, page())).toEqual([{ field: 'reason', code: 'required' }])
  })
  it('hides the words of a field that is not shown', () => {
    expect(bodyOf(commands.agree, { agreement: 'agreed', reason: 'x' }, page(), () => undefined)).toEqual({ version: 3, agreement: 'agreed' })
  })
  it('sends a moment as a number', () => {
    expect(bodyOf(commands.promise, { what: '原因', promised_at: 'x' }, page(), () => 42)).toEqual({ version: 3, what: '原因', promised_at: 42 })
  })
})

describe('words at the foot', () => {
  it('are kept apart per complaint and mode, and blank ones are forgotten', () => {
    const kept = new Map<string, string>()
    const store = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) }
    const wordy = (_: string, values: Record<string, string>): boolean => !!values.text
    keepWords(store, '5', { mode: 'answer', values: { answer: { text: '您好' }, note: { text: '' } } }, wordy)
    expect(loadWords(store, '5')).toEqual({ mode: 'answer', values: { answer: { text: '您好' } } })
    expect(loadWords(store, '6').values).toEqual({})
    keepWords(store, '5', { mode: 'answer', values: { answer: { text: '' } } }, wordy)
    expect(kept.size).toBe(0)
  })
})

describe('a journal entry', () => {
  it('tells what happened, what was said and the facts beside it', () => {
    const told = tell(entry('complaint.verified', { substance: 'partly' }, { finding: '接头老化', cause: '年久' }), names)
    expect(told.said.map((one) => one.text)).toEqual(['接头老化', '年久'])
    expect(told.aside).toEqual(['部分属实'])
    expect(told.sentence).not.toContain('complaint.')
  })
  it('never lets a code reach a person', () => {
    const told = tell(entry('complaint.something_new', { digest: 'ff00', kind: 'complaint', responsible: '999', level: 'nowhere' }), names)
    expect(told.sentence).toBe('有一项变动。')
    expect([...told.aside, ...told.details.map((one) => one.text)]).toEqual([])
  })
  it('names people and departments, and nobody for nobody', () => {
    expect(factText('responsible', '7', names)).toBe('何子健')
    expect(factText('department', '12', names)).toBe('工程部')
    expect(factText('executor', '0', names)).toBeUndefined()
  })
  it('of a clock alone is nobody\'s change', () => {
    expect(bySomebody({ ...entry('obligation.escalated', { act: 'verify' }), actor: undefined })).toBe(false)
    expect(bySomebody(entry('obligation.waived', { act: 'verify' }))).toBe(true)
    expect(bySomebody({ ...entry('complaint.assigned', {}), actor: undefined })).toBe(true)
  })
  it('does not repeat what stands on the page already', () => {
    const told = tell(entry('complaint.recorded', {}, { text: '漏水', wants: '修好' }), names, ['漏水'])
    expect(told.said.map((one) => one.text)).toEqual(['修好'])
  })
  it('after erasure still says what happened', () => {
    expect(tell(entry('complaint.answered', { channel: 'phone' }, null), names).said).toEqual([])
  })
})
