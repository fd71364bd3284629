// What a person chose on this computer. public/boot.js reads the same entry before the first paint.
import { reactive, watch } from 'vue'

export type Language = 'zh-Hans' | 'zh-Hant' | 'en'
export interface Settings {
  theme: '' | 'light' | 'dark'
  density: 'dense' | 'roomy'
  language: Language
  /** Single letters as shortcuts (WCAG 2.1.4). */
  letters: boolean
  /** Inside a complaint: after closing, on to the next one. */
  nextAfterClosing: boolean
  site: string
}
const entry = 'huiyin.settings'
const usual: Settings = { theme: '', density: 'dense', language: 'zh-Hans', letters: true, nextAfterClosing: true, site: '' }

function kept(): Partial<Settings> {
  try {
    return JSON.parse(localStorage.getItem(entry) ?? '{}') as Partial<Settings>
  } catch {
    return {}
  }
}
function languageOfBrowser(): Language {
  for (const wanted of navigator.languages ?? []) {
    if (/^zh\b.*(Hant|TW|HK|MO)/i.test(wanted)) return 'zh-Hant'
    if (/^zh\b/i.test(wanted)) return 'zh-Hans'
    if (/^en\b/i.test(wanted)) return 'en'
  }
  return 'zh-Hans'
}

export const settings = reactive<Settings>({ ...usual, language: languageOfBrowser(), ...kept() })

watch(settings, () => {
  try {
    localStorage.setItem(entry, JSON.stringify(settings))
  } catch {
    // Private windows of some browsers keep nothing; the choice holds until the page is left.
  }
})

export function isDark(): boolean {
  return document.documentElement.dataset.theme === 'dark'
}
export function showTheme(theme: 'light' | 'dark'): void {
  settings.theme = theme
  document.documentElement.dataset.theme = theme
  dispatchEvent(new Event('themechange')) // charts draw with colours read from the tokens
}
export function showDensity(density: Settings['density']): void {
  settings.density = density
  if (density === 'roomy') document.documentElement.dataset.density = 'roomy'
  else delete document.documentElement.dataset.density
}
