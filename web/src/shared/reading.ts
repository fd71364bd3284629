// How we read a clause whose source is unclear, in the language on the screen.
import { spoken } from './i18n'

export interface Read { reading: string; reading_zh_hans?: string; reading_zh_hant?: string; reading_en?: string }
export const readingOf = (of: Read): string =>
  ({ 'zh-Hans': of.reading_zh_hans, 'zh-Hant': of.reading_zh_hant, en: of.reading_en }[spoken.value] || of.reading)
