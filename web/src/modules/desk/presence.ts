// Who else stands at a record just now, and whether they are writing: it comes over the live stream, to those who stand
// there. Where oneself stands is said when one comes, begins to write and goes, and again every ten seconds while the
// page is looked at; whoever falls silent is forgotten after half a minute.
import { onBeforeUnmount, onMounted, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { live, onCompany, type Company } from '../../shared/live'
import { send } from '../../shared/api'

const every = 10_000
type Doing = 'viewing' | 'writing' | 'gone'

export function usePresence(kind: string, id: MaybeRefOrGetter<string>, writing: MaybeRefOrGetter<boolean>) {
  const others = ref<Company['others']>([])
  let timer = 0
  let stands = ''
  // Kept alive, so that it is still sent while the window closes.
  const say = (doing: Doing, about: string): void => {
    stands = doing === 'gone' ? '' : about
    void send('PUT', '/presence', { body: { subject_kind: kind, subject_id: about, doing }, keepalive: doing === 'gone' }).catch(() => undefined)
  }
  function stand(): void {
    clearTimeout(timer)
    if (document.visibilityState === 'visible') say(toValue(writing) ? 'writing' : 'viewing', toValue(id))
    timer = window.setTimeout(stand, every)
  }
  function leave(): void {
    clearTimeout(timer)
    others.value = []
    if (stands) say('gone', stands)
  }
  const forget = onCompany((company) => {
    if (company === null) stands && stand()
    else if (company.subject_kind === kind && company.id === toValue(id)) others.value = company.others
  })
  const back = (): void => {
    if (document.visibilityState === 'visible') stand()
  }
  // The page itself comes first; who else is here may come a moment later.
  timer = window.setTimeout(stand, 500)
  watch(() => toValue(writing), stand)
  watch(() => toValue(id), () => {
    leave()
    stand()
  })
  // Nobody is heard: rather nothing than yesterday's news.
  watch(live, (heard) => {
    if (!heard) others.value = []
  })
  onMounted(() => {
    addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', back)
  })
  onBeforeUnmount(() => {
    removeEventListener('pagehide', leave)
    document.removeEventListener('visibilitychange', back)
    forget()
    leave()
  })
  return { others }
}
