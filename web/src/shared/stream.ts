// The event stream itself, in a shared worker or, where there is none, in the page. The browser reconnects with
// Last-Event-ID; where it gives up (an error status) we start anew and say that something may have been missed.
export type Heard = (name: 'tick' | 'change' | 'presence' | 'reset' | 'signed-out' | 'up' | 'down', data: unknown) => void

const patience = 5000

export function follow(address: string, heard: Heard): () => void {
  let source: EventSource | undefined
  let anew = false
  let retry: ReturnType<typeof setTimeout> | undefined
  const open = (): void => {
    source = new EventSource(address)
    source.onopen = () => {
      heard('up', null)
      if (anew) heard('reset', null)
      anew = false
    }
    for (const name of ['tick', 'change', 'presence', 'reset', 'signed-out'] as const)
      source.addEventListener(name, (e) => {
        heard(name, JSON.parse((e as MessageEvent<string>).data || 'null'))
        if (name === 'signed-out') source?.close()
      })
    source.onerror = () => {
      heard('down', null)
      if (source?.readyState !== EventSource.CLOSED) return
      anew = true
      retry = setTimeout(open, patience)
    }
  }
  open()
  return () => {
    clearTimeout(retry)
    source?.close()
  }
}
