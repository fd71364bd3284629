// Reads the words of one language from the folder that server and web share: every file of the language merged
// into one flat catalogue, "state.closed" → "已办结". A file may nest its keys or write them with dots.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export const languages = ['zh-Hans', 'zh-Hant', 'en'] as const
/** Files whose words the frame, the sign-in and Today say. */
export const saidFirst = new Set(['app', 'nav', 'sign_in', 'today', 'queue', 'search', 'time', 'complaint_words', 'appraisal_words', 'posts', 'organisation'])
/** The residents' door loads nothing else. */
const saidBySelf = new Set(['self'])
export const partOf = (file: string): 'first' | 'rest' | 'self' => {
  const name = file.replace(/\.json$/, '')
  return saidBySelf.has(name) ? 'self' : saidFirst.has(name) ? 'first' : 'rest'
}
export const folder = join(import.meta.dirname, '..', '..', 'locales')

type Words = { [key: string]: string | Words }

function flatten(words: Words, prefix: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(words)) {
    const path = prefix ? `${prefix}.${key}` : key
    if (typeof value !== 'string') flatten(value, path, into)
    else into.set(path, value)
  }
}

export function filesOf(language: string): string[] {
  return readdirSync(join(folder, language)).filter((name) => name.endsWith('.json')).sort()
}

export function catalogue(language: string, files = filesOf(language)): Map<string, string> {
  const all = new Map<string, string>()
  for (const file of files)
    flatten(JSON.parse(readFileSync(join(folder, language, file), 'utf8')) as Words, '', all)
  return all
}
