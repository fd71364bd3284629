// Several rows at once: each answers for itself, and a second try leaves alone what is done.
import { describe, expect, it } from 'vitest'
import type { ComplaintRow } from '../src/api/types'
import { reopenAll, runBulk, type Outcome } from '../src/modules/complaints/bulk'
import { Problem, type post } from '../src/shared/api'

const row = (id: string): ComplaintRow => ({ id, version: 3, number: `TS-${id}` }) as ComplaintRow
describe('a bulk command', () => {
  it('is one command for each row, with the version that was seen', async () => {
    const sent: [string, unknown][] = []
    const outcomes: Outcome[] = ['1', '2'].map((id) => ({ row: row(id), state: 'waiting' }))
    await runBulk('close', outcomes, { text: '已修好', responsible: '', say_anyway: '' }, (async (path: string, body: unknown) => { sent.push([path, body]); return {} }) as typeof post)
    expect(sent.sort()).toEqual([['/complaints/1/closure', { version: 3, outcome: '已修好' }], ['/complaints/2/closure', { version: 3, outcome: '已修好' }]])
    expect(outcomes.map((o) => o.state)).toEqual(['done', 'done'])
  })
  it('says why a forbidden phrase goes out, only when somebody did', async () => {
    const sent: unknown[] = []
    await runBulk('close', [{ row: row('1'), state: 'waiting' }], { text: '随便', responsible: '', say_anyway: ' 住户原话 ' }, (async (_: string, body: unknown) => { sent.push(body); return {} }) as typeof post)
    expect(sent).toEqual([{ version: 3, outcome: '随便', say_anyway: '住户原话' }])
  })
  it('takes a closing back row by row, on the version it left', async () => {
    const sent: [string, unknown][] = []
    const send = (async (path: string, body: unknown) => {
      if (path.includes('/2/')) throw new Problem(409, 'stale')
      sent.push([path, body])
      return {}
    }) as typeof post
    const outcomes = ['1', '2'].map((id) => ({ row: row(id), state: 'done', changed: { version: 4 } })) as Outcome[]
    expect(await reopenAll([...outcomes, { row: row('3'), state: 'refused' }], '误操作', send)).toBe(1)
    expect(sent).toEqual([['/complaints/1/reopening', { version: 4, reason: '误操作' }]])
  })
  it('says of a refused row why, and goes on with the others', async () => {
    let tries = 0
    const send = (async (path: string) => {
      tries++
      if (path.includes('/2/')) throw new Problem(409, 'complaint.not-agreed', 'F4')
      return {}
    }) as typeof post
    const outcomes: Outcome[] = ['1', '2', '3'].map((id) => ({ row: row(id), state: 'waiting' }))
    await runBulk('close', outcomes, { text: 'x', responsible: '', say_anyway: '' }, send)
    expect(outcomes.map((o) => o.state)).toEqual(['done', 'refused', 'done'])
    expect(outcomes[1]!.problem!.clause).toBe('F4')
    await runBulk('close', outcomes, { text: 'x', responsible: '', say_anyway: '' }, send)
    expect(tries).toBe(4)
  })
})
