import { expect, test } from 'vitest'
import type { ComplaintPage, LinkView } from '../../api/types'
import { inverseOf } from './undo'

const page = (more: object = {}): ComplaintPage =>
  ({ id: '7', version: 3, importance: 'ordinary', severity: 'slight', responsible: '101', agreement_reason: '', connections: { links: [], reporters: [], chain: [], merged_here: [] }, ...more }) as unknown as ComplaintPage
const link = (id: string, outward = true): LinkView => ({ id, kind: 'caused_by', outward, removable: true, other: { id: '9' } }) as unknown as LinkView
const linked = (...links: LinkView[]): ComplaintPage => page({ version: 4, connections: { links, reporters: [], chain: [], merged_here: [] } })

test('what was changed is put back as it stood, on the version that stands now', () => {
  expect(inverseOf('importance', page(), page({ version: 4, importance: 'important' }), 'r')).toEqual({ name: 'importance', address: '/complaints/7/importance', body: { version: 4, importance: 'ordinary', severity: 'slight', reason: 'r' } })
  expect(inverseOf('importance', page(), page({ version: 4 }), 'r'), 'nothing changed').toBeUndefined()
  expect(inverseOf('assign', page(), page({ version: 4 }), 'r')?.body).toEqual({ version: 4, responsible: '101' })
  expect(inverseOf('assign', page({ responsible: undefined }), page(), 'r'), 'nobody was responsible').toBeUndefined()
  expect(inverseOf('agree', page(), page(), 'r'), 'nothing had been said').toBeUndefined()
})

test('a merge is taken apart, and what was taken apart is merged again', () => {
  expect(inverseOf('merge', page(), page({ version: 4 }), 'r')?.address).toBe('/complaints/7/unmerging')
  const merged = page({ connections: { links: [], reporters: [], chain: [], merged_here: [], merged_into: { id: '5' } } })
  expect(inverseOf('unmerge', merged, page({ version: 4 }), 'r')).toMatchObject({ address: '/complaints/7/merging', body: { other: '5', version: 4 } })
})

test('the link that came is removed, the one that went comes back in its direction', () => {
  expect(inverseOf('link', linked(link('1')), linked(link('1'), link('2')), 'r')?.body).toEqual({ link: '2', reason: 'r' })
  expect(inverseOf('unlink', linked(link('1')), linked(), 'r')).toEqual({ name: 'link', address: '/complaints/7/links', body: { other: '9', kind: 'caused_by', reason: 'r' } })
  expect(inverseOf('unlink', linked(link('1', false)), linked(), 'r')).toMatchObject({ address: '/complaints/9/links', body: { other: '7' } })
})

test('what counts or has reached somebody is not taken back by itself', () => {
  for (const name of ['hand_over', 'promise', 'answer', 'reopen', 'report', 'split', 'join', 'waive'] as const) expect(inverseOf(name, page(), page(), 'r'), name).toBeUndefined()
})
