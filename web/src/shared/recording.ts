// The record form can be opened from anywhere (N); the shell shows it.
import { shallowRef } from 'vue'

import type { Household } from '../api/types'

export interface Beginning {
  household?: Household
  unit?: string
  person?: string
  /** Typed before the form was there. */
  letters?: { text: string; entered: boolean }
}
export const recording = shallowRef<Beginning | null>(null)
export const openRecordForm = (beginning: Beginning = {}): void => {
  recording.value = beginning
}
export const closeRecordForm = (): void => {
  recording.value = null
}
