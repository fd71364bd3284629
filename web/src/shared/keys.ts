// Shortcuts. An input method comes first; letters work only outside text and can be switched off; an open dialog
// has the keyboard for itself.
import { inject, onBeforeUnmount, onMounted, provide, shallowReactive, type InjectionKey } from 'vue'
import { settings } from './settings'

/** The input method is still composing: this key belongs to it, never to us. Enter included. */
export const composing = (e: KeyboardEvent): boolean => e.isComposing || e.keyCode === 229 || e.key === 'Process'

export const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** "Mod+k", "Alt+1", "Shift+Enter", "j", "?": Ctrl and Command are the same. */
export function keyOf(e: KeyboardEvent): string {
  const key = e.key.length === 1 ? e.key.toLowerCase() : e.key
  return (e.ctrlKey || e.metaKey ? 'Mod+' : '') + (e.altKey ? 'Alt+' : '') + (e.shiftKey && e.key.length > 1 ? 'Shift+' : '') + key
}

export interface Shortcut {
  /** The first is the one that is printed. */
  keys: string[]
  /** Its word in the list that "?" shows; none: not listed. */
  word?: string
  run: (e: KeyboardEvent) => void
  when?: () => boolean
  /** Whether "?" lists it just now; otherwise it always does. */
  listed?: () => boolean
}

interface Layer {
  depth: number
  shortcuts: Shortcut[]
}
const layers = shallowReactive(new Set<Layer>())
const depthKey: InjectionKey<number> = Symbol('keyboard depth')
const open = shallowReactive<number[]>([])

/** For a dialog: until it goes, only shortcuts registered inside it are heard. */
export function useOwnKeyboard(): void {
  const depth = inject(depthKey, 0) + 1
  provide(depthKey, depth)
  onMounted(() => open.push(depth))
  onBeforeUnmount(() => open.splice(open.lastIndexOf(depth), 1))
}

export function useKeys(shortcuts: Shortcut[]): void {
  const layer: Layer = { depth: inject(depthKey, 0), shortcuts }
  onMounted(() => layers.add(layer))
  onBeforeUnmount(() => layers.delete(layer))
}

const always = /^(Mod\+|Alt\+|F\d|Escape)/

export function hear(e: KeyboardEvent): void {
  if (composing(e) || e.defaultPrevented) return
  const key = keyOf(e)
  const single = key.length === 1
  if (single && !settings.letters && key !== '?') return
  if (typing(e.target) && !always.test(key)) return
  // Enter and Space on a button or a link do what the button or the link does.
  if ((key === 'Enter' || key === ' ') && e.target instanceof HTMLElement && e.target.closest('button, a[href], summary')) return
  const depth = Math.max(0, ...open)
  // The youngest first: a page's own key wins over the shell's.
  for (const layer of [...layers].reverse()) {
    if (layer.depth !== depth) continue
    const found = layer.shortcuts.find((s) => s.keys.includes(key) && (s.when?.() ?? true))
    if (!found) continue
    e.preventDefault()
    found.run(e)
    return
  }
}
let heard = false
export function startKeys(): void {
  if (!heard) addEventListener('keydown', hear)
  heard = true
}

/** What "?" lists: what is heard on the page, or in the dialog that has the keyboard; each word once. */
export function listed(): Shortcut[] {
  const seen = new Set<string>()
  const depth = Math.max(0, ...open)
  return [...layers].filter((l) => l.depth === depth).flatMap((l) => l.shortcuts).filter((s) => s.word && (s.listed?.() ?? true) && !seen.has(s.word) && seen.add(s.word))
}

const printed: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', Enter: '↵', Escape: 'Esc', Backspace: '⌫', ' ': 'Space' }
export const keyName = (key: string): string =>
  key.split('+').map((part) => (part === 'Mod' ? 'Ctrl' : (printed[part] ?? (part.length === 1 ? part.toUpperCase() : part)))).join(' ')
