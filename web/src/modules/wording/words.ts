// Words that come from the rulebook in three languages.
import type { Wording } from '../../api/types'
import { spoken } from '../../shared/i18n'

export const wordsOf = (of: Wording): string => ({ 'zh-Hans': of.zh_hans, 'zh-Hant': of.zh_hant, en: of.en })[spoken.value] || of.zh_hans

/** What replaces a phrase is in the language of the phrase: an English desk still answers a Chinese customer in Chinese. */
export function insteadOf(found: string, instead: Wording): string {
  if (!/\p{Script=Han}/u.test(found)) return instead.en
  return spoken.value === 'zh-Hant' ? instead.zh_hant : instead.zh_hans
}
