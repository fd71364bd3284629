// How figures of satisfaction are said: names where there are names, words for words, "few" for what gives no rate.
import type { Dimension, SatisfactionFigure } from '../../api/types'
import { t } from '../../shared/i18n'

/** "202611" → 2026-11 */
export const monthText = (key: string): string => `${key.slice(0, 4)}-${key.slice(4)}`

export function nameOf(by: Dimension, figure: Pick<SatisfactionFigure, 'key' | 'name'>): string {
  if (figure.name) return figure.name
  if (by === 'month') return monthText(figure.key)
  if (by === 'kind') return t(`kind.${figure.key}`)
  if (by === 'source') return t(`satisfaction.source.${figure.key}`)
  return t('satisfaction.unknown')
}
export const rateText = (figure: Pick<SatisfactionFigure, 'few' | 'rate_hundredths' | 'total'>): string =>
  figure.few ? t(figure.total ? 'satisfaction.few' : 'satisfaction.no_rate') : `${((figure.rate_hundredths ?? 0) / 100).toFixed(1)}%`
