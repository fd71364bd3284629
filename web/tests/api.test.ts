// The way to the server: what is sent along, and every "no" as a typed problem.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { address, get, newKey, onSignedOut, post, Problem, send, useSite } from '../src/shared/api'

const answer = (status: number, body?: unknown, type = 'application/problem+json'): Response =>
  new Response(body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'Content-Type': type } })
const asked = (): [string, RequestInit & { headers: Record<string, string> }] => vi.mocked(fetch).mock.calls[0] as never
const problem = async (promise: Promise<unknown>): Promise<Problem> => promise.then(() => { throw new Error('it was granted') }, (p: Problem) => p)

beforeEach(() => {
  vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(answer(200, { ok: true }, 'application/json'))))
  useSite('7')
})
afterEach(() => {
  vi.unstubAllGlobals()
  onSignedOut(() => {})
})

describe('a question', () => {
  it('names the site and leaves out what is empty', async () => {
    await get('/complaints', { tab: 'mine', kind: '', state: undefined, limit: 50 })
    expect(asked()[0]).toBe('/api/complaints?tab=mine&limit=50')
    expect(asked()[1].headers['Huiyin-Site']).toBe('7')
    expect(asked()[1].headers['Idempotency-Key']).toBeUndefined()
  })
  it('keeps Chinese and signs whole', () => expect(address('/search', { q: '李&文博' })).toBe('/api/search?q=%E6%9D%8E%26%E6%96%87%E5%8D%9A'))
})

describe('a command', () => {
  it('carries a key, the same for a retry', async () => {
    await post('/complaints', { subject: 'x' }, 'abc')
    expect(asked()[1].headers['Idempotency-Key']).toBe('abc')
    expect(asked()[1].body).toBe('{"subject":"x"}')
  })
  it('makes its key without crypto.randomUUID, which plain HTTP does not have', () => {
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(171) })
    expect(newKey()).toBe('ab'.repeat(16))
  })
  it('sends a file as it is', async () => {
    const file = new Blob(['x'], { type: 'image/png' })
    await send('POST', '/complaints/1/attachments', { body: file })
    expect(asked()[1].body).toBe(file)
    expect(asked()[1].headers['Content-Type']).toBeUndefined()
  })
})

describe('a problem', () => {
  it('says code, clause, fields and details', async () => {
    vi.mocked(fetch).mockResolvedValue(answer(422, { code: 'invalid', clause: 'D8', fields: [{ field: 'outcome', code: 'required' }], details: { n: 2 } }))
    const p = await problem(post('/complaints/1/closure', {}))
    expect(p).toBeInstanceOf(Problem)
    expect([p.status, p.code, p.clause, p.fields, p.details]).toEqual([422, 'invalid', 'D8', [{ field: 'outcome', code: 'required' }], { n: 2 }])
  })
  it('stands for a reply that is not JSON, or cut off', async () => {
    vi.mocked(fetch).mockResolvedValueOnce(answer(502, '<html>', 'text/html')).mockResolvedValueOnce(answer(500, '{"cod', 'application/problem+json'))
    expect((await problem(get('/me'))).code).toBe('http-502')
    expect((await problem(get('/me'))).code).toBe('http-500')
  })
  it('stands for a server that is not there', async () => {
    vi.mocked(fetch).mockRejectedValue(new TypeError('Failed to fetch'))
    const p = await problem(get('/me'))
    expect(p.unreachable).toBe(true)
    expect(p.code).toBe('unreachable')
  })
  it('asks for a sign-in when the session has ended, but not when signing in itself failed', async () => {
    const asksAgain = vi.fn()
    onSignedOut(asksAgain)
    const refused = (url: string): Response => Object.defineProperty(answer(401, { code: 'not-signed-in' }), 'url', { value: url })
    vi.mocked(fetch).mockResolvedValueOnce(refused('http://x/api/session')).mockResolvedValueOnce(refused('http://x/api/today'))
    await problem(post('/session', {}))
    expect(asksAgain).not.toHaveBeenCalled()
    await problem(get('/today'))
    expect(asksAgain).toHaveBeenCalledOnce()
  })
  it('is not made of a question that was given up', async () => {
    const giveUp = new AbortController()
    vi.mocked(fetch).mockImplementation(() => {
      giveUp.abort()
      return Promise.reject(new DOMException('aborted', 'AbortError'))
    })
    await expect(get('/today', {}, giveUp.signal)).rejects.toBeInstanceOf(DOMException)
  })
})
