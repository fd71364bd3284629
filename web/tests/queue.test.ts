// The queue's cursor, its table, and acts that show at once.
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ComplaintRow } from '../src/api/types'
import { closeAtOnce } from '../src/modules/complaints/acts'
import { follow, step } from '../src/modules/complaints/cursor'
import QueueTable from '../src/modules/complaints/QueueTable.vue'
import { setClock } from '../src/shared/clock'
import { allWords, useLanguage } from '../src/shared/i18n'
import { toasts, undoLast } from '../src/shared/toasts'

const noon = Date.parse('2026-11-23T14:05:00+08:00')
const row = (id: string, more: Partial<ComplaintRow> = {}): ComplaintRow => ({
  id, number: `TS20261123-000${id}`, kind: 'complaint', source: 'phone', state: 'verified', phase: 'working', subject: `matter ${id}`, room: '3栋1204', customer: '李*博',
  responsible_name: '林晓', department_name: '', category: '1', category_name: '', severity: 'ordinary', importance: 'ordinary', received_at: noon - 36e5,
  next_clause: 'D4', next_act: 'verify', next_due_at: noon + 36e5 * Number(id), next_opened_at: noon - 36e5, next_paused: false, version: 1, ...more,
})
beforeAll(async () => {
  await useLanguage('zh-Hans')
  await allWords()
})
beforeEach(() => setClock(noon))

describe('the cursor', () => {
  it('stays with its complaint when others arrive above it', () => expect(follow('b', ['a', 'b', 'c'], ['new', 'a', 'b', 'c'])).toBe('b'))
  it('stays with its complaint when the order changes', () => expect(follow('b', ['a', 'b', 'c'], ['c', 'b', 'a'])).toBe('b'))
  it('goes to the next one when its own has gone', () => expect(follow('b', ['a', 'b', 'c'], ['a', 'c'])).toBe('c'))
  it('goes on past others that have gone with it', () => expect(follow('b', ['a', 'b', 'c', 'd'], ['a', 'd'])).toBe('d'))
  it('goes back when there is none after it', () => expect(follow('c', ['a', 'b', 'c'], ['a', 'b'])).toBe('b'))
  it('begins at the top and rests at the ends', () => {
    expect(follow('', [], ['a', 'b'])).toBe('a')
    expect(follow('a', ['a'], [])).toBe('')
    expect(step('a', ['a', 'b'], -1)).toBe('a')
    expect(step('a', ['a', 'b'], 1)).toBe('b')
    expect(step('b', ['a', 'b'], 1)).toBe('b')
  })
})

describe('the table', () => {
  const table = (rows: ComplaintRow[], cursor = '') => mount(QueueTable, { props: { rows, label: 'mine', cursor }, global: { stubs: { RouterLink: { template: '<a><slot /></a>' } } } })
  it('keeps the cursor on its row while a live arrival pushes the row down', async () => {
    const wrapper = table([row('1'), row('2')], '2')
    await wrapper.setProps({ rows: [row('9'), row('1'), row('2')] })
    expect(wrapper.emitted('update:cursor')).toBeUndefined()
    expect(wrapper.find('[aria-current="true"]').text()).toContain('matter 2')
  })
  it('says state, clause and clock in words', () => {
    const text = table([row('1', { next_due_at: noon - 25 * 60e3 })]).find('tbody tr').text()
    expect(text).toContain('处理中')
    expect(text).toContain('当天核实')
    expect(text).toContain('已超时')
    expect(text).toContain('+25分')
  })
  it('shows a paused clock as paused, not as late', () => {
    const wrapper = table([row('1', { next_due_at: noon - 1, next_paused: true })])
    expect(wrapper.find('.due').classes()).not.toContain('late')
    expect(wrapper.text()).toContain('已暂停计时')
  })
})

describe('closing at once', () => {
  afterEach(() => {
    toasts.splice(0)
    vi.unstubAllGlobals()
  })
  const answers = (...replies: [number, unknown][]): string[] => {
    const sent: string[] = []
    vi.stubGlobal('fetch', vi.fn((url: string, init: RequestInit) => {
      sent.push(`${init.method} ${url} ${String(init.body)}`)
      const [status, body] = replies.shift() ?? [200, {}]
      return Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } }))
    }))
    return sent
  }
  it('takes the row away before the server has answered, and offers the way back', async () => {
    const sent = answers([201, { version: 4 }], [201, { version: 5 }])
    const calls: string[] = []
    const done = closeAtOnce(row('1'), 3, { outcome: '已处理' }, { leave: () => calls.push('left'), back: () => calls.push('back') })
    expect(calls).toEqual(['left'])
    expect(toasts[0]?.text).toContain('已办结')
    await done
    undoLast()
    await flushPromises()
    expect(calls).toEqual(['left', 'back'])
    expect(sent[0]).toContain('"version":3')
    expect(sent.find((s) => s.includes('/reopening'))).toContain('"version":4')
  })
  it('asks again for words that the lexicon held back, and says nothing beside', async () => {
    answers([409, { code: 'wording.forbidden', clause: 'F5.1' }])
    const calls: string[] = []
    await closeAtOnce(row('1'), 3, { outcome: '我们不管' }, { leave: () => calls.push('left'), back: () => calls.push('back'), held: () => calls.push('held') })
    expect(calls).toEqual(['left', 'back', 'held'])
    expect(toasts).toHaveLength(0)
  })
  it('brings the row back with the reason in words when it is refused', async () => {
    answers([409, { code: 'complaint.still-owed', clause: 'D16' }])
    const back = vi.fn()
    await closeAtOnce(row('1'), 3, { outcome: '已处理' }, { leave: () => {}, back })
    expect(back).toHaveBeenCalledOnce()
    const last = toasts[toasts.length - 1]!
    expect(last.tone).toBe('trouble')
    expect(last.text).toContain('规程 D16')
    expect(last.text).not.toContain('still-owed')
  })
})
