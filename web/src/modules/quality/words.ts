import { has, t } from '../../shared/i18n'

/** A company's own sheet may have items without words; then their key stands. */
export const itemName = (key: string): string => (has(`rulebook.share.${key}`) ? t(`rulebook.share.${key}`) : key)
export const itemHint = (key: string): string => (has(`quality.item_hint.${key}`) ? t(`quality.item_hint.${key}`) : '')
