// The way to the public addresses and back, what is kept on this phone, and every "no" as a sentence.
import { Problem, send } from '../../shared/api'
import type { PublicMatter } from '../../api/types'
import { t } from './words'

/** The secret travels in a header: an address would stand in the logs along the way. */
const withLink = (link: string): Record<string, string> => ({ 'Huiyin-Link': link })

export const read = <T>(path: string, link = ''): Promise<T> => send<T>('GET', `/public${path}`, { headers: link ? withLink(link) : {} })
export const tell = <T>(path: string, body: unknown, link = ''): Promise<T> => send<T>('POST', `/public${path}`, { body, headers: link ? withLink(link) : {} })

const longest = 2000
/** A phone's photo made smaller before it goes over a bad network; what cannot be drawn goes as it is. */
async function smaller(file: File): Promise<Blob> {
  if (typeof createImageBitmap !== 'function') return file
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
    if (scale === 1 && file.size < 1_500_000) return file
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
    return drawn && drawn.size < file.size ? drawn : file
  } catch {
    return file
  }
}
export async function sendPhoto(link: string, file: File): Promise<void> {
  const bytes = await smaller(file)
  const type = /^image\/(jpeg|png|webp)$/.test(bytes.type) ? bytes.type : 'application/octet-stream'
  await send('POST', '/public/matter/photos', { body: new Blob([bytes], { type }), headers: { ...withLink(link), 'Content-Type': type } })
}

// ---- on this phone ----
export interface Kept {
  number: string
  link: string
  place: string
  at: number
}
const entry = 'huiyin.self.mine'
export function kept(): Kept[] {
  try {
    const mine: unknown = JSON.parse(localStorage.getItem(entry) ?? '[]')
    return Array.isArray(mine) ? (mine as Kept[]).filter((k) => /^[0-9a-f]{32}$/.test(k.link)) : []
  } catch {
    return []
  }
}
export function keep(one: Kept): void {
  try {
    localStorage.setItem(entry, JSON.stringify([one, ...kept().filter((k) => k.link !== one.link)].slice(0, 20)))
  } catch {
    // Then the copied link is the only one.
  }
}
export const matterAddress = (link: string): string => `${location.origin}/s/m#${link}`

// ---- trouble ----
const sentences: Record<string, string> = {
  'public_desk.nothing-here': 'nothing', 'public_desk.full': 'full', 'public_desk.not-a-photo': 'photo', 'public_desk.photo-too-large': 'large',
  'public_desk.too-many-photos': 'many_photos', 'public_desk.too-many-words': 'many_words', 'public_desk.not-now': 'not_now',
  'satisfaction.already-rated': 'rated', 'too-many-attempts': 'slow', invalid: 'fields', unreachable: 'offline', 'body-too-large': 'large', 'attachment.too-many': 'many_photos',
}
export function sentence(problem: unknown): string {
  const { code, status } = problem instanceof Problem ? problem : { code: '', status: 0 }
  return t(`self.trouble.${sentences[code] ?? (status === 413 ? 'large' : status === 429 ? 'slow' : 'other')}`)
}
export function wrongFields(problem: unknown): Record<string, string> {
  const wrong: Record<string, string> = {}
  if (problem instanceof Problem)
    for (const { field, code } of problem.fields)
      wrong[field] = t(code === 'required' ? 'self.field.required' : code === 'too-long' ? 'self.field.too_long' : code === 'not-a-phone' ? 'self.field.phone' : 'self.field.check')
  return wrong
}

// ---- progress ----
export interface Step {
  word: string
  state: 'done' | 'now' | 'ahead'
  at?: number
  by?: number
  note?: string
}
/** What has been, what is under way and what is still to come, as a resident counts it. */
export function stepsOf(m: PublicMatter): Step[] {
  if (m.stage === 'rejected' || m.stage === 'withdrawn') return [{ word: 'submitted', state: 'done', at: m.submitted_at }]
  const all: (Step & { reached: boolean })[] = [
    { word: 'submitted', state: 'done', at: m.submitted_at, note: m.number, reached: true },
    { word: 'taken_up', state: 'ahead', at: m.accepted_at, note: m.complaint_number, reached: !!m.accepted_at },
    { word: 'looked_into', state: 'ahead', at: m.verified_at, reached: !!m.verified_at },
    { word: 'answered', state: 'ahead', at: m.answered_at, by: m.answered_at ? undefined : m.promised_at, reached: !!m.answered_at },
    { word: 'closed', state: 'ahead', at: m.closed_at, reached: !!m.closed_at },
  ]
  // Questions and suggestions are answered without an investigation.
  const shown = all.filter((s) => s.word !== 'looked_into' || s.reached || !m.answered_at)
  if (m.follow_up_by || m.called_at) shown.push({ word: 'called', state: 'ahead', at: m.called_at, by: m.called_at ? undefined : m.follow_up_by, reached: !!m.called_at })
  let now = true
  return shown.map(({ reached, ...step }) => {
    if (reached) return { ...step, state: 'done' }
    const state = now ? 'now' : 'ahead'
    now = false
    return { ...step, state }
  })
}
