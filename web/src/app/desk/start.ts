// What the very first question to the server came to; the shell shows it when there was no answer.
import { shallowRef } from 'vue'

export const startProblem = shallowRef<unknown>(null)
export const startFailed = (problem: unknown): void => {
  startProblem.value = problem
}
