// One event stream per browser, held by a shared worker: the seventh tab with a stream of its own would hang on
// plain HTTP, where Web Locks and service workers do not exist.
import { follow } from './stream'

const ports = new Set<MessagePort>()
let address = ''
let stop = () => {}
let lastTick: unknown

function say(message: unknown): void {
  for (const port of ports) port.postMessage(message)
}
function hear(port: MessagePort, message: { open?: string; bye?: true }): void {
  if (message.bye) {
    ports.delete(port)
    if (ports.size === 0) {
      stop()
      address = ''
    }
  } else if (message.open) {
    if (message.open !== address) {
      stop()
      address = message.open
      lastTick = undefined
      stop = follow(address, (name, data) => {
        const told = { name, data }
        if (name === 'tick') lastTick = told
        say(told)
      })
    } else if (lastTick) port.postMessage({ name: 'up', data: null })
  }
}
;(self as unknown as { onconnect: (e: MessageEvent) => void }).onconnect = (e) => {
  const port = e.ports[0]!
  ports.add(port)
  port.onmessage = (m) => hear(port, m.data as { open?: string; bye?: true })
}
