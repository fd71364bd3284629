// Sending a form: one act at a time, field errors in place and all at once, every typed word kept when it fails.
import { computed, ref, shallowRef } from 'vue'
import { newKey, Problem } from './api'
import { fieldText, problemText } from './i18n'

export function useForm() {
  const problem = shallowRef<Problem | null>(null)
  const sending = ref(false)
  // A retry after a lost answer carries the same key, so nothing is recorded twice.
  let key = newKey()

  /** Answers what `act` answered, or undefined after a problem, which is then shown. */
  async function submit<T>(act: (key: string) => Promise<T>): Promise<T | undefined> {
    if (sending.value) return undefined
    sending.value = true
    problem.value = null
    try {
      const done = await act(key)
      key = newKey()
      return done
    } catch (trouble) {
      if (!(trouble instanceof Problem)) throw trouble
      problem.value = trouble
      if (!trouble.unreachable) key = newKey()
      return undefined
    } finally {
      sending.value = false
    }
  }
  /** Field path → sentence. */
  const errors = computed<Record<string, string>>(() =>
    Object.fromEntries((problem.value?.fields ?? []).map((f) => [f.field, fieldText(f.code)])))
  /** What stands on top of the form; "" if nothing is wrong. */
  const summary = computed(() => (problem.value ? problemText(problem.value) : ''))
  return { submit, sending, problem, errors, summary }
}
