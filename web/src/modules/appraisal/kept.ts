// How a record on a destruction list is named.
import type { KeptRecord } from '../../api/types'
import { t } from '../../shared/i18n'

export function keptName(record: KeptRecord): string {
  const [year, month] = record.period.split('-')
  const period = record.kind === 'month_record' ? t('appraisal.month_of', { year, month: Number(month) }) : t('appraisal.year_of', { year })
  const when = record.kind === 'month_year_statistics' ? t('appraisal.month_of', { year, month: Number(month) }) : period
  return [t(`appraisal.destruction.kind.${record.kind}`), record.employee_name, when].filter(Boolean).join(' · ')
}
