// Words of the residents' door: only its own, in the phone's language unless somebody chose another.
import { readonly, shallowRef } from 'vue'

export type Language = 'zh-Hans' | 'zh-Hant' | 'en'
export const languages: { id: Language; name: string }[] = [
  { id: 'zh-Hans', name: '简体' },
  { id: 'zh-Hant', name: '繁體' },
  { id: 'en', name: 'EN' },
]
const words: Record<Language, () => Promise<{ default: Record<string, string> }>> = {
  'zh-Hans': () => import('virtual:words/zh-Hans/self'),
  'zh-Hant': () => import('virtual:words/zh-Hant/self'),
  en: () => import('virtual:words/en/self'),
}
const entry = 'huiyin.self.language'
const catalogue = shallowRef<Record<string, string>>({})
const language = shallowRef<Language>('zh-Hans')
export const spoken = readonly(language)

/** What was chosen on this phone, else what the phone speaks. */
export function chosen(): Language {
  let kept: string | null = null
  try {
    kept = localStorage.getItem(entry)
  } catch {
    // A browser that keeps nothing still works.
  }
  if (languages.some((l) => l.id === kept)) return kept as Language
  for (const wanted of navigator.languages ?? []) {
    if (/^zh\b.*(Hant|TW|HK|MO)/i.test(wanted)) return 'zh-Hant'
    if (/^zh\b/i.test(wanted)) return 'zh-Hans'
    if (/^en\b/i.test(wanted)) return 'en'
  }
  return 'zh-Hans'
}

export async function speak(wanted: Language, keep = false): Promise<void> {
  catalogue.value = (await words[wanted]()).default
  language.value = wanted
  document.documentElement.lang = wanted
  if (!keep) return
  try {
    localStorage.setItem(entry, wanted)
  } catch {
    // Then it is asked again next time.
  }
}

export function t(key: string, values: Record<string, unknown> = {}): string {
  const text = catalogue.value[key] ?? key
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => (values[name] === undefined ? hole : String(values[name])))
}
