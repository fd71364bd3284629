// What the page knows of the stream: whether it is heard, since when it is not, and what to do when something
// changed. After 20 s of silence the page says "offline since" and polls.
import { computed, shallowRef } from 'vue'
import { address, get } from './api'
import { now, setClock } from './clock'
import { follow } from './stream'

/** One journal event on something this person may know of. */
export interface Change {
  event: string
  subject_kind: string
  id: string
  version?: number
}
interface Tick {
  now: number
  manual: boolean
  version: string
}

const silence = 20_000
const streamed = shallowRef(Date.now()) // the stream's last word, by this computer's clock
const answered = shallowRef({ here: Date.now(), there: now.value }) // any word of the server, by both clocks
const wallClock = shallowRef(Date.now())
const begun = shallowRef(false)

const silent = computed(() => begun.value && wallClock.value - streamed.value > silence)
/** The moment of the server's last word, while neither stream nor question has brought one for too long; else 0. */
export const offlineSince = computed(() => (silent.value && wallClock.value - answered.value.here > silence ? answered.value.there : 0))
export const live = computed(() => begun.value && !silent.value)

const listeners = new Set<(change: Change | null) => void>()
/** `null`: something may have been missed, ask again for everything on the screen. */
export function onChange(listener: (change: Change | null) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
const tell = (change: Change | null): void => listeners.forEach((listener) => listener(change))

/** Who else stands at a record where this person stands; told to nobody else. */
export interface Company {
  subject_kind: string
  id: string
  others: { name: string; writing: boolean }[]
}
const companions = new Set<(company: Company | null) => void>()
/** `null`: the stream is there again, and what it said before it broke off may be old. */
export function onCompany(listener: (company: Company | null) => void): () => void {
  companions.add(listener)
  return () => companions.delete(listener)
}

/** The program was replaced while this page was open. */
export const newVersion = shallowRef(false)
let version = ''
function ticked(tick: Tick): void {
  setClock(tick.now, tick.manual)
  if (version && version !== tick.version) newVersion.value = true
  version = tick.version
}
// The session ended elsewhere: asking for anything now makes the page ask for a sign-in.
const signedOut = (): void => void get('/me').catch(() => undefined)

function heard(name: string, data: unknown): void {
  if (name === 'down') return
  if (name === 'tick') ticked(data as Tick)
  streamed.value = wallClock.value = Date.now()
  serverAnswered()
  if (name === 'change') tell(data as Change)
  if (name === 'signed-out') signedOut()
  if (name === 'reset') tell(null)
  if (name === 'presence') companions.forEach((listener) => listener(data as Company))
  if (name === 'up') companions.forEach((listener) => listener(null))
}
/** Any answer of the server shows that it is there, even when something on the way swallows the stream. */
export function serverAnswered(): void {
  answered.value = { here: Date.now(), there: now.value }
}

let close = () => {}
export function startLive(): void {
  close()
  streamed.value = Date.now()
  const at = new URL(address('/stream'), location.href).href
  close = viaWorker(at) ?? follow(at, heard)
  if (begun.value) return
  begun.value = true
  setInterval(() => {
    wallClock.value = Date.now()
    if (silent.value) tell(null)
  }, 5000)
}
export function stopLive(): void {
  close()
  close = () => {}
}

function viaWorker(at: string): (() => void) | undefined {
  if (!('SharedWorker' in window)) return undefined
  try {
    const worker = new SharedWorker(new URL('./live.worker.ts', import.meta.url), { type: 'module', name: 'huiyin-live' })
    let instead: (() => void) | undefined
    worker.onerror = () => {
      instead ??= follow(at, heard)
    }
    worker.port.onmessage = (e: MessageEvent<{ name: string; data: unknown }>) => heard(e.data.name, e.data.data)
    worker.port.postMessage({ open: at })
    const bye = (): void => worker.port.postMessage({ bye: true })
    const back = (e: PageTransitionEvent): void => {
      if (e.persisted) location.reload() // out of the back/forward cache: the port is dead
    }
    addEventListener('pagehide', bye)
    addEventListener('pageshow', back)
    return () => {
      instead?.()
      bye()
      removeEventListener('pagehide', bye)
      removeEventListener('pageshow', back)
    }
  } catch {
    return undefined
  }
}
