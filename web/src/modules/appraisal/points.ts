// Points are hundredths on the wire: counted in whole numbers, shown as people write them.
import type { AppraisalItem, AppraisalPage, CriteriaItem, RecordKind } from '../../api/types'
import { date, momentOf } from '../../shared/clock'
import { has, t } from '../../shared/i18n'

export function points(hundredths: number): string {
  const whole = Math.trunc(Math.abs(hundredths) / 100)
  const rest = String(Math.abs(hundredths) % 100).padStart(2, '0').replace(/0+$/, '')
  return (hundredths < 0 ? '-' : '') + whole + (rest ? `.${rest}` : '')
}
/** What was typed, in hundredths; NaN if it is no number with at most two decimals. */
export function typedPoints(text: string): number {
  const found = /^(\d{1,4})(?:[.。](\d{1,2}))?$/.exec(text.trim())
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : NaN
}
export const itemName = (item: Pick<CriteriaItem, 'key' | 'name'>): string =>
  item.name || (has(`appraisal.item_key.${item.key}`) ? t(`appraisal.item_key.${item.key}`) : (item.key ?? ''))
export const aspects = ['conduct', 'diligence', 'ability', 'achievement'] as const
/** The rows of one aspect with their places in the sheet. */
export const ofAspect = (items: readonly AppraisalItem[], aspect: string): { item: AppraisalItem; at: number }[] =>
  items.map((item, at) => ({ item, at })).filter((row) => row.item.criterion.aspect === aspect)

export function periodText(kind: RecordKind, period: string): string {
  const [year, month] = period.split('-')
  if (kind === 'year_end') return t('appraisal.year_of', { year })
  if (kind === 'month' || kind === 'monthly') return t('appraisal.month_of', { year, month: Number(month) })
  const day = date(momentOf(period))
  return kind === 'weekly' ? t('appraisal.week_of', { day }) : day
}
export const stateTone = (state: AppraisalPage['state'], late = false): string =>
  state === 'confirmed' || state === 'dismissed' ? 'ok' : state === 'excused' || state === 'upheld' || state === 'destroyed' ? '' : late ? 'late' : state === 'appealed' ? 'soon' : 'info'

export interface DraftMark {
  item: number
  points: string
  reason: string
  punishable: boolean
  measure: string
  complaint: string
  matter: string
  photo: string
  proposal: string
}
/** What a sheet comes to with these marks, in hundredths; a number that cannot be read counts nothing yet. */
export function wouldBe(items: readonly Pick<AppraisalItem, 'criterion'>[], marks: readonly Pick<DraftMark, 'item' | 'points' | 'punishable'>[], bonus: string): number {
  let total = 0
  items.forEach(({ criterion }, at) => {
    const mine = marks.filter((m) => m.item === at)
    const taken = mine.reduce((sum, m) => sum + (typedPoints(m.points) || 0), 0)
    total += mine.some((m) => m.punishable) ? 0 : criterion.points - Math.min(criterion.points, taken)
  })
  return total + (typedPoints(bonus) || 0)
}
