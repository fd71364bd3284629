// Shortcuts: the input method comes first, letters stay out of text, a dialog has the keyboard for itself.
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import { composing, hear, keyName, keyOf, listed, useKeys, useOwnKeyboard, type Shortcut } from '../src/shared/keys'
import { settings } from '../src/shared/settings'

const pressed = (key: string, more: KeyboardEventInit & { target?: HTMLElement; keyCode?: number } = {}): KeyboardEvent => {
  const { target = document.body, keyCode, ...init } = more
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  if (keyCode) Object.defineProperty(event, 'keyCode', { value: keyCode })
  target.addEventListener('keydown', hear, { once: true })
  target.dispatchEvent(event)
  return event
}
const page = (shortcuts: Shortcut[], inside?: () => unknown) =>
  mount(defineComponent({ setup: () => (useKeys(shortcuts), () => h('div', [h('input'), h('button'), inside?.() as never])) }), { attachTo: document.body })

let mounted: ReturnType<typeof mount>[] = []
beforeEach(() => (settings.letters = true))
afterEach(() => {
  mounted.forEach((m) => m.unmount())
  mounted = []
})

describe('an input method', () => {
  it('keeps every key it is composing with', () => {
    expect(composing({ isComposing: true } as KeyboardEvent)).toBe(true)
    expect(composing({ keyCode: 229 } as KeyboardEvent)).toBe(true)
    expect(composing({ key: 'Process' } as KeyboardEvent)).toBe(true)
    expect(composing({ key: 'j', keyCode: 74, isComposing: false } as KeyboardEvent)).toBe(false)
  })
  it('keeps Enter and Ctrl too', () => {
    const run = vi.fn()
    mounted.push(page([{ keys: ['Enter'], run }, { keys: ['Mod+Enter'], run }]))
    pressed('Enter', { isComposing: true })
    pressed('Enter', { ctrlKey: true, keyCode: 229 })
    expect(run).not.toHaveBeenCalled()
    pressed('Enter')
    expect(run).toHaveBeenCalledOnce()
  })
})

describe('a single letter', () => {
  it('does nothing inside text, where Ctrl and F-keys still work', () => {
    const letter = vi.fn()
    const always = vi.fn()
    const wrapper = page([{ keys: ['n'], run: letter }, { keys: ['Mod+k', 'F2'], run: always }])
    mounted.push(wrapper)
    const input = wrapper.find('input').element
    expect(pressed('n', { target: input }).defaultPrevented).toBe(false)
    pressed('k', { target: input, ctrlKey: true })
    pressed('F2', { target: input })
    expect(letter).not.toHaveBeenCalled()
    expect(always).toHaveBeenCalledTimes(2)
  })
  it('can be switched off, and the list of keys is still one key away', () => {
    const run = vi.fn()
    mounted.push(page([{ keys: ['n', '/'], run }, { keys: ['?'], run }]))
    settings.letters = false
    pressed('n')
    pressed('/')
    expect(run).not.toHaveBeenCalled()
    pressed('?')
    expect(run).toHaveBeenCalledOnce()
  })
  it('with Ctrl is another key', () => {
    const run = vi.fn()
    mounted.push(page([{ keys: ['e'], run }]))
    expect(pressed('e', { ctrlKey: true }).defaultPrevented).toBe(false)
    expect(run).not.toHaveBeenCalled()
  })
})

describe('Enter', () => {
  it('on a button presses the button', () => {
    const run = vi.fn()
    const wrapper = page([{ keys: ['Enter'], run }])
    mounted.push(wrapper)
    pressed('Enter', { target: wrapper.find('button').element })
    expect(run).not.toHaveBeenCalled()
  })
})

describe('a dialog', () => {
  it('hears its own keys only, and gives the keyboard back when it goes', async () => {
    const outside = vi.fn()
    const inside = vi.fn()
    const Inner = defineComponent({ setup: () => (useKeys([{ keys: ['s'], run: inside }]), () => h('p')) })
    const Dialog = defineComponent({ setup: () => (useOwnKeyboard(), () => h(Inner)) })
    mounted.push(page([{ keys: ['n', 's'], run: outside }]))
    const dialog = page([], () => h(Dialog))
    await nextTick()
    pressed('n')
    pressed('s')
    expect(outside).not.toHaveBeenCalled()
    expect(inside).toHaveBeenCalledOnce()
    dialog.unmount()
    await nextTick()
    pressed('n')
    expect(outside).toHaveBeenCalledOnce()
  })
})

describe('the list of keys', () => {
  it('says each word once and prints keys as they are on the keyboard', () => {
    mounted.push(page([{ keys: ['j', 'ArrowDown'], word: 'keys.down', run: () => {} }, { keys: ['x'], run: () => {} }]), page([{ keys: ['j'], word: 'keys.down', run: () => {} }]))
    expect(listed().filter((s) => s.word === 'keys.down')).toHaveLength(1)
    expect(keyName('Mod+k')).toBe('Ctrl K')
    expect(keyName('ArrowDown')).toBe('↓')
    expect(keyOf({ key: 'K', metaKey: true } as KeyboardEvent)).toBe('Mod+k')
  })
})
