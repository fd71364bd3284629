// Half-written words at the foot of a complaint: kept apart per complaint and mode, through leaving and reloading.
import type { Values } from './commands'

const entry = (id: string): string => `huiyin.composer.${id}`
type Kept = { mode: string; values: Record<string, Values> }

export function readWords(text: string): Kept | undefined {
  try {
    const kept = JSON.parse(text) as Kept | null
    return kept && typeof kept.mode === 'string' && typeof kept.values === 'object' && kept.values ? kept : undefined
  } catch {
    return undefined
  }
}

export function loadWords(store: Pick<Storage, 'getItem'> | undefined, id: string): Kept {
  try {
    const kept = JSON.parse(store?.getItem(entry(id)) ?? 'null') as Kept | null
    if (kept && typeof kept.mode === 'string' && typeof kept.values === 'object' && kept.values) return kept
  } catch {
    // Unreadable words are no words.
  }
  return { mode: '', values: {} }
}

export function keepWords(store: Pick<Storage, 'setItem' | 'removeItem'> | undefined, id: string, kept: Kept, wordy: (mode: string, values: Values) => boolean): void {
  const worth = Object.entries(kept.values).filter(([mode, values]) => wordy(mode, values))
  try {
    if (!worth.length) store?.removeItem(entry(id))
    else store?.setItem(entry(id), JSON.stringify({ mode: kept.mode, values: Object.fromEntries(worth) }))
  } catch {
    // A full or missing storage costs the draft, never the writing.
  }
}
