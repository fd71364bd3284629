// Half-written words kept with the server as well, so that they survive another machine. Only the writer sees them.
// What is on this machine comes first; the server is told after a rest, the newest words only, one request at a time.
import type { DraftView } from '../api/types'
import { get, put } from './api'

const rest = 1500
export interface ServerDraft {
  keep: (content: string) => void
  /** At once, and nothing of before comes after it: what was sent off is no draft any more. */
  drop: () => void
  flush: () => void
}
export function serverDraft(place: string, send: (content: string) => Promise<unknown> = (content) => put(`/drafts/${place}`, { content })): ServerDraft {
  let said = ''
  let wanted: string | undefined
  let timer = 0
  let busy = false
  function flush(): void {
    clearTimeout(timer)
    timer = 0
    if (busy || wanted === undefined || wanted === said) return
    const content = wanted
    busy = true
    // Kept on this machine anyway: a failed request only waits for the next words.
    send(content)
      .then(() => (said = content))
      .catch(() => undefined)
      .finally(() => {
        busy = false
        if (wanted !== content) flush()
      })
  }
  return {
    keep(content) {
      wanted = content
      clearTimeout(timer)
      timer = window.setTimeout(flush, rest)
    },
    drop() {
      if (said === '' && wanted === undefined) return
      wanted = ''
      flush()
    },
    flush,
  }
}
/** What the server keeps for this place; "" if nothing, or if it cannot be asked. */
export async function fetchDraft(place: string): Promise<DraftView | undefined> {
  try {
    const found = await get<DraftView>(`/drafts/${place}`)
    return found.content ? found : undefined
  } catch {
    return undefined
  }
}
