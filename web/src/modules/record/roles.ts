// What somebody is to a unit, as a word.
import { has, t } from '../../shared/i18n'

export const roleText = (role: string): string => (role && has(`role.${role}`) ? t(`role.${role}`) : '')
