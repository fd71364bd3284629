// A form whose words the lexicon may hold back (F5.1): once it has, they go out only with a reason.
import { ref, watch, type Ref } from 'vue'
import type { Problem } from '../../shared/api'

export function useHeld(problem: Ref<Problem | null>) {
  const held = ref(false)
  const anyway = ref('')
  watch(problem, (now) => {
    if (now?.code === 'wording.forbidden') held.value = true
  })
  const reason = (): { say_anyway?: string } => (held.value && anyway.value.trim() ? { say_anyway: anyway.value.trim() } : {})
  return { held, anyway, reason }
}
