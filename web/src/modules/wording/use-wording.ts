// The lexicon asked while somebody types (F5.1): after a short rest, and given up as soon as typing goes on. The server is
// the only one that knows the words; until it has answered, marks stay where the text before them has not changed.
import { onBeforeUnmount, ref, watch, type Ref } from 'vue'
import type { Hit, WordingHits } from '../../api/types'
import { send } from '../../shared/api'

export const restBeforeAsking = 120

/** The hits that still stand where they stood: what follows the first changed character has to be asked again. */
export function stillThere(hits: readonly Hit[], before: string, after: string): Hit[] {
  let same = 0
  while (same < before.length && same < after.length && before[same] === after[same]) same++
  return hits.filter((hit) => hit.end <= same)
}

/** The text cut at its hits, for drawing them. */
export interface Piece { text: string; hit?: Hit }
export function piecesOf(text: string, hits: readonly Hit[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const hit of hits) {
    if (hit.begin < at || hit.end > text.length) continue
    if (hit.begin > at) pieces.push({ text: text.slice(at, hit.begin) })
    pieces.push({ text: text.slice(hit.begin, hit.end), hit })
    at = hit.end
  }
  if (at < text.length) pieces.push({ text: text.slice(at) })
  return pieces
}

export function useWording(text: Ref<string>): Ref<Hit[]> {
  const hits = ref<Hit[]>([])
  let timer = 0
  let asking: AbortController | undefined
  async function ask(words: string): Promise<void> {
    asking = new AbortController()
    const { signal } = asking
    try {
      const found = await send<WordingHits>('POST', '/wording/checks', { body: { text: words }, signal })
      if (!signal.aborted) hits.value = found.hits
    } catch {
      // Typing went on, or the server is away: the send itself is checked again there.
    }
  }
  watch(text, (now, before) => {
    clearTimeout(timer)
    asking?.abort()
    hits.value = stillThere(hits.value, before ?? '', now)
    if (now.trim()) timer = window.setTimeout(() => void ask(now), restBeforeAsking)
    else hits.value = []
  }, { immediate: true })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    asking?.abort()
  })
  return hits
}
