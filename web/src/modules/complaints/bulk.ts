// One command for several rows. Each goes through the same gate as by itself and answers for itself: done, or refused
// with its reason. Nothing is half done, because each is a whole command of its own.
import type { Changed, ComplaintRow, Permission } from '../../api/types'
import { newKey, post, Problem } from '../../shared/api'
import { queries } from '../../shared/resource'

export type BulkAct = 'assign' | 'note' | 'close'
export const bulkKeys = { assign: 'a', note: 'b', close: 'e' } as const
export const bulkNeeds = { assign: 'hand_over_complaints', note: 'record_complaints', close: 'close_complaints' } as const satisfies Record<BulkAct, Permission>
export interface Outcome {
  row: ComplaintRow
  state: 'waiting' | 'done' | 'refused'
  problem?: Problem
  changed?: Changed
}
export interface Words {
  text: string
  responsible: string
  /** Why a forbidden phrase goes out (F5.1); only after the lexicon held it back. */
  say_anyway: string
}
const command = (act: BulkAct, row: ComplaintRow, words: Words): [string, Record<string, unknown>] => {
  if (act === 'assign') return ['assignment', { version: row.version, responsible: words.responsible }]
  if (act === 'note') return ['notes', { text: words.text }]
  return ['closure', { version: row.version, outcome: words.text, ...(words.say_anyway.trim() ? { say_anyway: words.say_anyway.trim() } : {}) }]
}
const atOnce = 4

/** Tells `changed` after each answer; what failed because nobody could be reached is refused too, and may be tried again. */
export async function runBulk(act: BulkAct, outcomes: Outcome[], words: Words, send: typeof post = post): Promise<void> {
  const waiting = outcomes.filter((o) => o.state !== 'done')
  for (const o of waiting) Object.assign(o, { state: 'waiting', problem: undefined })
  const one = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [noun, body] = command(act, next.row, words)
      try {
        next.changed = await send<Changed>(`/complaints/${next.row.id}/${noun}`, body, newKey())
        next.state = 'done'
      } catch (trouble) {
        if (!(trouble instanceof Problem)) throw trouble
        next.problem = trouble
        next.state = 'refused'
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  await Promise.all([['today'], ['complaints'], ['complaint']].map((queryKey) => queries.invalidateQueries({ queryKey })))
}

/** Opens again what was closed, each by its own command; answers how many. An assignment says on each page how to go back. */
export async function reopenAll(outcomes: readonly Outcome[], reason: string, send: typeof post = post): Promise<number> {
  let opened = 0
  for (const { row, changed } of outcomes) {
    if (!changed) continue
    try {
      await send<Changed>(`/complaints/${row.id}/reopening`, { version: changed.version, reason }, newKey())
      opened++
    } catch (trouble) {
      if (!(trouble instanceof Problem)) throw trouble
    }
  }
  await Promise.all([['today'], ['complaints'], ['complaint']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  return opened
}
