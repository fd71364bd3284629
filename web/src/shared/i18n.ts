// Words. Only the language in use is loaded; a missing word is an error in development and its key in production.
import { createI18n } from 'vue-i18n'
import type { Problem } from './api'
import { span } from './clock'
import { settings, type Language } from './settings'

export const languages: { id: Language; short: string; name: string }[] = [
  { id: 'zh-Hans', short: '简', name: '简体中文' },
  { id: 'zh-Hant', short: '繁', name: '繁體中文' },
  { id: 'en', short: 'EN', name: 'English' },
]

const load: Record<Language, () => Promise<{ default: Record<string, string> }>> = {
  'zh-Hans': () => import('virtual:locale/zh-Hans'),
  'zh-Hant': () => import('virtual:locale/zh-Hant'),
  en: () => import('virtual:locale/en'),
}

export const i18n = createI18n({
  legacy: false,
  locale: 'none',
  fallbackLocale: false,
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
  warnHtmlMessage: false,
  // The catalogue is flat: its keys are whole paths.
  messageResolver: (words, key) => (words as Record<string, string>)[key] ?? null,
})

export async function useLanguage(language: Language): Promise<void> {
  const { global } = i18n
  if (!(global.availableLocales as string[]).includes(language))
    global.setLocaleMessage(language, (await load[language]()).default)
  ;(global.locale as unknown as { value: string }).value = language
  settings.language = language
  document.documentElement.lang = language
}

export const t = i18n.global.t as (key: string, values?: Record<string, unknown> | number, plural?: number) => string
export const has = (key: string): boolean => i18n.global.te(key)

/** 25分 · 2:54 · 2天4时 */
export function spanText(milliseconds: number, exact = false): string {
  const s = span(milliseconds, exact)
  if (s.form === 'clock') return s.text
  return s.form === 'minutes' ? t('time.minutes', { n: s.minutes }) : t('time.days_hours', { days: s.days, hours: s.hours })
}

/** A problem as a sentence; a raw code never reaches a person. */
export function problemText(problem: unknown): string {
  const { code, status, clause, details } = problem as Partial<Problem>
  const key = `refused.${code}`
  const sentence = code && has(key) ? t(key, details ?? {}) : t(status && status >= 500 ? 'refused.broken' : 'refused.unknown')
  return clause ? t('refused.with_clause', { sentence, clause }) : sentence
}
/** What is wrong with one field. */
export function fieldText(code: string): string {
  return t(has(`field.${code}`) ? `field.${code}` : 'field.check')
}
/** What is owed: the act's word, or the clause's number where the rulebook names a new act. */
export function actText(act: string, clause: string): string {
  return has(`act.${act}`) ? t(`act.${act}`) : t('act.unknown', { clause })
}
