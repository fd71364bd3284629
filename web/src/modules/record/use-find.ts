// Finding while somebody types: asks at most every 80 ms, forgets answers that were overtaken, remembers recent ones.
import { onBeforeUnmount, ref, shallowRef } from 'vue'
import { get, Problem } from '../../shared/api'
import { problemText } from '../../shared/i18n'

const pause = 80
const remembered = 40

export function useFind<T>(ask: (typed: string, signal: AbortSignal) => Promise<T[]>, options: { empty?: boolean } = {}) {
  const items = shallowRef<T[]>([])
  const pending = ref(false)
  const trouble = ref('')
  const typed = ref('')
  const known = new Map<string, T[]>()
  let timer = 0
  let running: AbortController | undefined

  function search(text: string): void {
    typed.value = text
    clearTimeout(timer)
    running?.abort()
    trouble.value = ''
    const wanted = text.trim()
    if (!wanted && !options.empty) {
      items.value = []
      pending.value = false
      return
    }
    const seen = known.get(wanted)
    if (seen) {
      items.value = seen
      pending.value = false
      return
    }
    pending.value = true
    timer = window.setTimeout(() => void look(wanted), pause)
  }
  async function look(wanted: string): Promise<void> {
    const mine = (running = new AbortController())
    try {
      const found = await ask(wanted, mine.signal)
      if (running !== mine) return
      known.set(wanted, found)
      if (known.size > remembered) known.delete(known.keys().next().value!)
      items.value = found
    } catch (problem) {
      if (mine.signal.aborted || running !== mine) return
      items.value = []
      trouble.value = problem instanceof Problem ? problemText(problem) : ''
    } finally {
      if (running === mine) pending.value = false
    }
  }
  onBeforeUnmount(() => {
    clearTimeout(timer)
    running?.abort()
  })
  return { items, pending, trouble, typed, search }
}

/** A list under a path, found by `q`. */
export const asking = <A, T>(path: string, of: (answer: A) => T[], query: object = {}) =>
  async (q: string, signal: AbortSignal): Promise<T[]> => of(await get<A>(path, { ...query, q }, signal))
