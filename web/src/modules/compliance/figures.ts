// Words and sums of the compliance page. Nothing is counted here that the server has not counted: sums only add up
// what stands in the rows beneath them.
import type { ClauseFigure, DayPoint, Figure } from '../../api/types'
import { has, spoken, t } from '../../shared/i18n'

export { readingOf } from '../../shared/reading'

export const obligationFigures = ['due', 'kept', 'kept_late', 'late_open', 'open', 'waived'] as const satisfies readonly Figure[]
export const gateFigures = ['passed', 'refused'] as const satisfies readonly Figure[]
export const scriptFigures = ['used', 'unused'] as const satisfies readonly Figure[]
export const isGateFigure = (figure: string): boolean => ([...gateFigures, ...scriptFigures] as readonly string[]).includes(figure)

type Titled = Pick<ClauseFigure, 'title_zh_hans' | 'title_zh_hant' | 'title_en'>
export function titleOf(clause: Titled): string {
  return { 'zh-Hans': clause.title_zh_hans, 'zh-Hant': clause.title_zh_hant, en: clause.title_en }[spoken.value] || clause.title_zh_hans
}

/** 9640 → "96.4%"; a whole number shows no decimal. */
export const percent = (hundredths: number): string => `${Math.round(hundredths / 10) / 10}%`

/** Clauses that only point at others' figures (counts) are left out, so nothing is counted twice. */
export const owning = (clauses: readonly ClauseFigure[]): ClauseFigure[] =>
  clauses.filter((one) => !one.counts?.length || one.counts.includes(one.clause))

export interface Sum { due: number; kept: number; late: number; open: number; waived: number }
export function sumOf(clauses: readonly ClauseFigure[]): Sum {
  return owning(clauses).filter((one) => one.enforced).reduce((sum, one) => ({
    due: sum.due + one.due, kept: sum.kept + one.kept, late: sum.late + one.kept_late + one.late_open, open: sum.open + one.open, waived: sum.waived + one.waived,
  }), { due: 0, kept: 0, late: 0, open: 0, waived: 0 })
}
export function sentenceOf(sum: Sum): string {
  if (sum.due === 0) return t('compliance.sentence_nothing')
  if (sum.kept === sum.due) return t('compliance.sentence_all_kept', { ...sum })
  return t(sum.waived ? 'compliance.sentence_waived' : 'compliance.sentence', { ...sum })
}

export const short = (one: ClauseFigure): boolean =>
  one.enforced && one.rate_hundredths !== undefined && one.target_hundredths !== undefined && one.rate_hundredths < one.target_hundredths

export type Filter = 'all' | 'enforced' | 'short' | 'unconfirmed'
export const filters: readonly Filter[] = ['all', 'enforced', 'short', 'unconfirmed']
const passes: Record<Filter, (one: ClauseFigure) => boolean> = {
  all: () => true, enforced: (one) => one.enforced, short, unconfirmed: (one) => one.unconfirmed,
}

export interface Chapter { id: string; clauses: ClauseFigure[] }
export function chaptersOf(clauses: readonly ClauseFigure[], filter: Filter): Chapter[] {
  const chapters: Chapter[] = []
  for (const one of clauses) {
    if (!passes[filter](one)) continue
    const last = chapters.at(-1)
    if (last?.id === one.chapter) last.clauses.push(one)
    else chapters.push({ id: one.chapter, clauses: [one] })
  }
  return chapters
}
export const hasDues = (one: ClauseFigure): boolean => one.due + one.open + one.waived > 0 || one.mechanisms.includes('obligation')
export const hasScript = (one: ClauseFigure): boolean => one.offered > 0
export const hasGate = (one: ClauseFigure): boolean => one.asked > 0 || one.mechanisms.includes('gate')

/** What the bar chart of rates shows: only clauses of which something was due. */
export const rated = (clauses: readonly ClauseFigure[]): ClauseFigure[] => owning(clauses).filter((one) => one.enforced && one.rate_hundredths !== undefined)
export const busyDays = (days: readonly DayPoint[]): boolean => days.some((one) => one.kept + one.kept_late + one.late_open + one.open > 0)

export const word = (prefix: string, name: string): string => (has(`${prefix}.${name}`) ? t(`${prefix}.${name}`) : '')
/** "conduct 20 diligence 20" → the same in words. */
export const valueText = (value: string): string =>
  value.replace(/[a-z]+(?:-[a-z]+)*/g, (code) => (has(`rulebook.share.${code}`) ? t(`rulebook.share.${code}`) : code))
