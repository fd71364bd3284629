// Short messages at the foot of the page; those with `undo` stay for eight seconds and answer to Z.
import { reactive } from 'vue'
import { problemText } from './i18n'

export interface Toast {
  id: number
  text: string
  tone: 'done' | 'trouble'
  undo?: () => void
}
export const toasts = reactive<Toast[]>([])
let last = 0

export function dismiss(id: number): void {
  const at = toasts.findIndex((x) => x.id === id)
  if (at >= 0) toasts.splice(at, 1)
}
export function toast(text: string, options: { undo?: () => void; tone?: Toast['tone']; milliseconds?: number } = {}): number {
  const id = ++last
  toasts.push({ id, text, tone: options.tone ?? 'done', undo: options.undo })
  if (toasts.length > 3) toasts.shift()
  setTimeout(() => dismiss(id), options.milliseconds ?? (options.undo ? 8000 : 5000))
  return id
}
export const tellProblem = (problem: unknown): void => void toast(problemText(problem), { tone: 'trouble', milliseconds: 8000 })

export const mayUndo = (): boolean => toasts.some((x) => x.undo)
export function undoLast(): void {
  const found = [...toasts].reverse().find((x) => x.undo)
  if (!found) return
  dismiss(found.id)
  found.undo!()
}
