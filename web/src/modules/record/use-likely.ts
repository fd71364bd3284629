// Compared while somebody types: asked after a short rest, an overtaken question is taken back, and the page does
// nothing between the keystrokes but set a timer.
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import type { LikelyMatters } from '../../api/types'
import { get, Problem } from '../../shared/api'

const pause = 220
const most = 400

export interface Question {
  text: string
  unit?: string
  person?: string
  category?: string
  except?: string
}
/** The summary and the beginning of what was said; whole characters only. */
export const saidSoFar = (subject: string, text: string): string => [...`${subject.trim()}\n${text.trim()}`.trim()].slice(0, most).join('')

export function useLikely(question: () => Question) {
  const found = shallowRef<LikelyMatters>({ household: [], likely: [] })
  const looking = ref(false)
  const failed = ref(false)
  const asked = ref('')
  let timer = 0
  let running: AbortController | undefined

  async function look(): Promise<void> {
    const now = question()
    const mine = (running = new AbortController())
    looking.value = true
    try {
      const answer = await get<LikelyMatters>('/complaints/likely', now, mine.signal)
      if (running !== mine) return
      found.value = answer
      asked.value = now.text
      failed.value = false
    } catch (problem) {
      if (mine.signal.aborted || running !== mine) return
      failed.value = problem instanceof Problem
    } finally {
      if (running === mine) looking.value = false
    }
  }
  function ask(): void {
    clearTimeout(timer)
    running?.abort()
    const { text, unit, person } = question()
    if (!unit && !person && [...text].length < 2) {
      running = undefined
      looking.value = false
      asked.value = ''
      found.value = { household: [], likely: [] }
      return
    }
    timer = window.setTimeout(() => void look(), pause)
  }
  watch(() => JSON.stringify(question()), ask, { immediate: true })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    running?.abort()
  })
  return { found, looking, failed, asked, again: () => void look() }
}
