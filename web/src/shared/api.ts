// The way to the server and back: same-origin JSON, the chosen site, an idempotency key on every POST, and every
// "no" as a typed Problem. Works over plain HTTP.
import type { FieldError, ProblemBody } from '../api/types'

export class Problem extends Error {
  constructor(
    /** HTTP status; 0: the server was not reached. */
    readonly status: number,
    /** A key under "refused." in the catalogue. */
    readonly code: string,
    readonly clause: string = '',
    readonly fields: FieldError[] = [],
    readonly details: Record<string, unknown> = {},
  ) {
    super(code)
    this.name = 'Problem'
  }
  get unreachable(): boolean {
    return this.status === 0
  }
}

const base = '/api'
let site = ''
let whenSignedOut: () => void = () => {}

export function useSite(id: string): void {
  site = id
}
export function siteInUse(): string {
  return site
}
export function onSignedOut(then: () => void): void {
  whenSignedOut = then
}

/** 128 random bits in hex. crypto.randomUUID does not exist on a page served without TLS. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}

type Value = string | number | boolean | undefined | null
/** Query members that are absent or empty are left out. */
export function address(path: string, query?: object): string {
  const pairs = Object.entries((query ?? {}) as Record<string, Value>).filter(([, v]) => v !== undefined && v !== null && v !== '')
  const text = new URLSearchParams(pairs.map(([k, v]) => [k, String(v)])).toString()
  return base + path + (text ? '?' + text : '')
}

export interface SendOptions {
  query?: object
  body?: unknown
  /** The same key for a retry of the same act. */
  key?: string
  signal?: AbortSignal
  headers?: Record<string, string>
  /** Sent even if the page goes away meanwhile. */
  keepalive?: boolean
}

export async function send<T>(method: string, path: string, options: SendOptions = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers }
  if (site) headers['Huiyin-Site'] = site
  if (method === 'POST') headers['Idempotency-Key'] = options.key ?? newKey()
  let body: BodyInit | undefined
  if (options.body instanceof Blob || options.body instanceof FormData) body = options.body
  else if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json'
    body = JSON.stringify(options.body)
  }
  let reply: Response
  try {
    reply = await fetch(address(path, options.query), { method, headers, body, credentials: 'same-origin', signal: options.signal, keepalive: options.keepalive })
  } catch (trouble) {
    if (options.signal?.aborted) throw trouble
    throw new Problem(0, 'unreachable')
  }
  if (reply.ok) return (reply.status === 204 ? undefined : await reply.json()) as T
  throw await problemOf(reply)
}

export async function problemOf(reply: Response): Promise<Problem> {
  let said: ProblemBody = {}
  try {
    if (/\bjson\b/.test(reply.headers.get('Content-Type') ?? '')) said = (await reply.json()) as ProblemBody
  } catch {
    // A cut reply says no more than its status.
  }
  const problem = new Problem(reply.status, said.code || `http-${reply.status}`, said.clause, said.fields, said.details)
  if (reply.status === 401 && !reply.url.endsWith('/session')) whenSignedOut()
  return problem
}

export const get = <T>(path: string, query?: object, signal?: AbortSignal): Promise<T> => send<T>('GET', path, { query, signal })
export const post = <T>(path: string, body?: unknown, key?: string): Promise<T> => send<T>('POST', path, { body: body ?? {}, key })
export const put = <T>(path: string, body: unknown): Promise<T> => send<T>('PUT', path, { body })
export const del = <T>(path: string): Promise<T> => send<T>('DELETE', path)
