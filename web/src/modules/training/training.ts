// What the pages of the training share: tones, times as a form writes them, and what a course asks.
import type { CertificateView, CourseView, ExamRow, Standing } from '../../api/types'
import { clockTime, isoDay, momentOf } from '../../shared/clock'
import { t } from '../../shared/i18n'

export const examTone = (state: ExamRow['state'], late = false): string =>
  state === 'passed' ? 'ok' : state === 'failed' ? 'late' : state === 'cancelled' ? '' : late ? 'late' : state === 'opened' || state === 'taking' ? 'soon' : 'info'
export const standingTone = (standing: Standing): string => (standing === 'qualified' ? 'ok' : standing === 'grace' ? 'soon' : standing === 'unqualified' ? 'late' : '')
export const certificateTone = (state: CertificateView['state']): string => (state === 'valid' ? 'ok' : state === 'expiring' ? 'soon' : state === 'expired' ? 'late' : '')

/** A moment as <input type="datetime-local"> writes it, in the time of the site; and back. */
export const localInput = (at: number): string => `${isoDay(at)}T${clockTime(at)}`
export const fromLocalInput = (text: string): number => (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? momentOf(text.slice(0, 10), text.slice(11, 16)) : 0)

export const partsOf = (course: Pick<CourseView, 'theory' | 'practical'>): string =>
  [course.theory ? t('training.theory') : '', course.practical ? t('training.practical') : ''].filter(Boolean).join(' + ')
export const validText = (months: number): string => (months ? t('training.valid_months', { n: months }) : t('training.valid_ever'))
/** 12:05 left, as a clock counts down. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
