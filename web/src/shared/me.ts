// Who is signed in, where, and what they may do. Asked once at the start, again after signing in and changing site.
import { computed, shallowRef } from 'vue'
import type { Me, Permission, Start } from '../api/types'
import { get, useSite } from './api'
import { setClock, setZone } from './clock'
import { settings } from './settings'

const current = shallowRef<Me | null>(null)
export const me = computed(() => current.value)
export const site = computed(() => current.value?.sites.find((s) => s.id === current.value?.site) ?? current.value?.sites[0])
/** The server decides again on every act; this only keeps what makes no sense off the screen. */
export const may = (permission: Permission): boolean => current.value?.permissions.includes(permission) ?? false

export function signedIn(as: Me): void {
  current.value = as
  settings.site = as.site ?? ''
  useSite(as.site ?? '')
  setClock(as.now, as.manual_clock)
  setZone(site.value?.zone_offset_minutes ?? 480)
}
export function signedOut(): void {
  current.value = null
}
export function beginOn(start: Start): void {
  if (current.value) current.value = { ...current.value, start }
}
/** A kept site that this person may no longer enter is refused; then the usual one serves. */
export async function askWhoIAm(): Promise<Me> {
  useSite(settings.site)
  try {
    signedIn(await get<Me>('/me'))
  } catch (trouble) {
    const refused = (trouble as { status?: number }).status
    if (!settings.site || (refused !== 403 && refused !== 404)) throw trouble
    settings.site = ''
    useSite('')
    signedIn(await get<Me>('/me'))
  }
  return current.value!
}
