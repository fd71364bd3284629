// Words. Only the language in use is loaded: what the first page needs at once, the rest when the page has come to
// rest or something asks for it. `{name}` is filled in, `one | many` chooses by number as the language does.
import { readonly, shallowRef } from 'vue'
import type { Problem } from './api'
import { span } from './clock'
import { settings, type Language } from './settings'

export const languages: { id: Language; short: string; name: string }[] = [
  { id: 'zh-Hans', short: '简', name: '简体中文' },
  { id: 'zh-Hant', short: '繁', name: '繁體中文' },
  { id: 'en', short: 'EN', name: 'English' },
]

type Words = Record<string, string>
type Loader = () => Promise<{ default: Words }>
const first: Record<Language, Loader> = {
  'zh-Hans': () => import('virtual:words/zh-Hans/first'),
  'zh-Hant': () => import('virtual:words/zh-Hant/first'),
  en: () => import('virtual:words/en/first'),
}
const rest: Record<Language, Loader> = {
  'zh-Hans': () => import('virtual:words/zh-Hans/rest'),
  'zh-Hant': () => import('virtual:words/zh-Hant/rest'),
  en: () => import('virtual:words/en/rest'),
}

const catalogue = shallowRef<Words>({})
const language = shallowRef<Language>(settings.language)
/** The language on the screen. */
export const spoken = readonly(language)
const complete = shallowRef(false)
/** Every word is there: before that, what events and refusals say is not shown. */
export const everyWord = readonly(complete)
let rules = new Intl.PluralRules('en')
let lists = new Intl.ListFormat('en')

export async function useLanguage(wanted: Language): Promise<void> {
  const whole = complete.value
  const parts = await Promise.all([first[wanted](), ...(whole ? [rest[wanted]()] : [])])
  if (complete.value !== whole) return useLanguage(wanted) // the rest came first; it must not be lost again
  catalogue.value = Object.assign({}, ...parts.map((p) => p.default)) as Words
  rules = new Intl.PluralRules(wanted)
  lists = new Intl.ListFormat(wanted)
  language.value = wanted
  settings.language = wanted
  document.documentElement.lang = wanted
}
/** Every word of the language; asked for by each page but the first. */
export async function allWords(): Promise<void> {
  if (complete.value) return
  const asked = language.value
  const more = await rest[asked]()
  if (complete.value || asked !== language.value) return allWords()
  catalogue.value = { ...catalogue.value, ...more.default }
  complete.value = true
}
/** Loads a part of the desk together with the words it needs. */
export const withWords = <T>(load: () => Promise<T>) => async (): Promise<T> => (await Promise.all([load(), allWords()]))[0]

export const has = (key: string): boolean => catalogue.value[key] !== undefined

/** `t('queue.total', { n: 3 })`; a number alone fills {n} and chooses the form. */
export function t(key: string, values?: Record<string, unknown> | number, count?: number): string {
  const text = catalogue.value[key]
  if (text === undefined) {
    if (import.meta.env.DEV) console.warn(`no word for ${key}`)
    return key
  }
  const named = typeof values === 'number' ? { n: values } : (values ?? {})
  const number = typeof values === 'number' ? values : (count ?? (typeof named.n === 'number' ? named.n : undefined))
  return fill(chosen(text, number), named)
}
function chosen(text: string, count: number | undefined): string {
  if (!text.includes(' | ')) return text
  const forms = text.split(' | ')
  if (count === undefined) return forms[forms.length - 1]!
  if (forms.length === 3) return forms[count === 0 ? 0 : rules.select(count) === 'one' ? 1 : 2]!
  return forms[rules.select(count) === 'one' ? 0 : forms.length - 1]!
}
/** Several as the language enumerates them: 甲、乙和丙 · A, B, and C */
export const listed = (values: readonly unknown[]): string => lists.format(values.map(String))
const shown = (value: unknown): string => (Array.isArray(value) ? listed(value) : String(value))
const fill = (text: string, named: Record<string, unknown>): string =>
  text.includes('{') ? text.replace(/\{(\w+)\}/g, (hole, name: string) => (named[name] === undefined || named[name] === null ? hole : shown(named[name]))) : text

// ---- words that are asked for by a code ----

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
