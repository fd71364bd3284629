// What to say and what to ask next (J1–J8, D17, D18, I3.1): pure, so that a form only says where its conversation stands.
import type { GuideKind, GuideLineView, GuideUse, Stage } from '../../api/types'

export const stages: readonly Stage[] = ['greeting', 'listening', 'details', 'checking', 'solution', 'closing']
/** The order of a conversation: inside a stage the open question comes before the narrow one. */
const order = ['D17', 'D18', 'I3.1', 'J7', 'J9', 'J4', 'J1', 'J3', 'J2', 'J5', 'J8', 'J6']
const place = (clause: string): number => (order.includes(clause) ? order.indexOf(clause) : order.length)

/** How far a record form has come. */
export interface Heard { subject: string; text: string; wants: string; category: string; household: boolean; promised: boolean }
export function stageOf(heard: Heard): Stage {
  const told = (heard.subject + heard.text).trim().length
  if (!heard.household && told === 0) return 'greeting'
  if (told < 4) return 'listening'
  if (!heard.category || heard.text.trim().length < 12) return 'details'
  if (!heard.wants.trim()) return 'checking'
  return heard.promised || heard.wants.trim().length > 8 ? 'closing' : 'solution'
}

/** The kind to propose: the first of this stage that was not used, else of the next stages; none when all were. */
export function proposed(kinds: readonly GuideKind[], stage: Stage, used: ReadonlySet<string>): GuideKind | undefined {
  const ordered = [...kinds].sort((a, b) => place(a.clause) - place(b.clause))
  for (const one of stages.slice(stages.indexOf(stage))) {
    const found = ordered.find((kind) => kind.stages.includes(one) && !used.has(kind.clause))
    if (found) return found
  }
  return undefined
}

/** The lines of a kind for this matter: those of its category first, then those for every matter. */
export function linesFor(kind: GuideKind, category: string): GuideLineView[] {
  const fits = kind.lines.filter((line) => line.topics.some((topic) => category.includes(topic)))
  return [...fits, ...kind.lines.filter((line) => !line.topics.length)]
}

/** What goes with the record: everything that was proposed, and whether it was used. */
export const usesOf = (offered: ReadonlySet<string>, used: ReadonlySet<string>): GuideUse[] =>
  [...new Set([...offered, ...used])].map((clause) => ({ clause, used: used.has(clause) }))
