// Who else stands at a record just now, and whether they are writing. Said again every ten seconds while the page is
// looked at; whoever falls silent is forgotten by the server after half a minute.
import { onBeforeUnmount, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { Standing, StandingHere } from '../../api/types'
import { put } from '../../shared/api'

const every = 10_000
export function usePresence(kind: string, id: MaybeRefOrGetter<string>, writing: MaybeRefOrGetter<boolean>) {
  const others = ref<Standing[]>([])
  let timer = 0
  let gone = false
  const say = (doing: 'viewing' | 'writing' | 'gone', about = toValue(id)): Promise<StandingHere> => put<StandingHere>('/presence', { subject_kind: kind, subject_id: about, doing })
  async function beat(): Promise<void> {
    clearTimeout(timer)
    if (gone) return
    if (document.visibilityState === 'visible') {
      try {
        const here = await say(toValue(writing) ? 'writing' : 'viewing')
        others.value = here.others
      } catch {
        others.value = [] // nobody could be asked: rather nothing than yesterday's news
      }
    }
    if (!gone) timer = window.setTimeout(() => void beat(), every)
  }
  // The page itself comes first; who else is here may come a moment later.
  timer = window.setTimeout(() => void beat(), 800)
  watch(() => toValue(writing), () => void beat())
  watch(() => toValue(id), (_now, before) => {
    others.value = []
    void say('gone', before).catch(() => undefined)
    void beat()
  })
  onBeforeUnmount(() => {
    gone = true
    clearTimeout(timer)
    void say('gone').catch(() => undefined)
  })
  return { others }
}
