import { beforeEach, expect, test, vi } from 'vitest'

const post = vi.fn()
vi.mock('../../shared/api', async (original) => ({ ...(await original<typeof import('../../shared/api')>()), post: (...a: unknown[]) => post(...a) as unknown, siteInUse: () => '7' }))
vi.mock('../../shared/me', () => ({ me: { value: { staff: '5' } } }))
vi.mock('../../shared/resource', () => ({ queries: { invalidateQueries: () => Promise.resolve() } }))
vi.mock('../../shared/i18n', () => ({ problemText: (p: { code: string }) => p.code, t: (k: string) => k, has: () => true }))

const { Problem } = await import('../../shared/api')
const box = await import('./outbox')
const page = (id: string) => ({ id, kind: 'weekly' as const, employee_name: '林晓芸' })

beforeEach(() => {
  for (const one of [...box.waiting.value]) box.drop(one.id)
  localStorage.clear()
  post.mockReset()
})

test('what waits is sent with the key it was signed with, and only then goes', async () => {
  box.keep(page('1'), { version: 1 }, 'k1')
  post.mockRejectedValueOnce(new Problem(0, 'unreachable'))
  expect(await box.flush()).toEqual([])
  expect(box.waitsFor('1')?.key).toBe('k1')
  post.mockResolvedValueOnce({ id: '1' })
  expect((await box.flush()).map((one) => one.id)).toEqual(['1'])
  expect(post.mock.calls.map((call) => call[2])).toEqual(['k1', 'k1'])
  expect(box.waiting.value).toEqual([])
})

test('a conflict is kept with its reason, and does not stop the others', async () => {
  box.keep(page('1'), {}, 'k1')
  box.keep(page('2'), {}, 'k2')
  post.mockRejectedValueOnce(new Problem(409, 'appraisal.frozen', 'A4.4.5')).mockResolvedValueOnce({ id: '2' })
  expect((await box.flush()).map((one) => one.id)).toEqual(['2'])
  expect(box.waitsFor('1')?.refused).toBe('appraisal.frozen')
  await box.flush()
  expect(post).toHaveBeenCalledTimes(2)
  box.again('1')
  expect(box.waitsFor('1')?.refused).toBe('')
  expect(box.waitsFor('1')?.key).not.toBe('k1')
})

test('a busy server or a lost session leaves it waiting', async () => {
  box.keep(page('1'), {}, 'k1')
  for (const status of [401, 503]) {
    post.mockRejectedValueOnce(new Problem(status, 'x'))
    await box.flush()
    expect(box.waitsFor('1')?.refused).toBe('')
  }
})

test('another person on the device sees none of it, and torn content is nothing', () => {
  box.keep(page('1'), {}, 'k1')
  const stored = box.readOutbox(localStorage.getItem('huiyin.outbox.scores'))
  expect(stored).toHaveLength(1)
  expect(stored[0]).toMatchObject({ staff: '5', site: '7' })
  expect(box.readOutbox('{')).toEqual([])
  expect(box.readOutbox('[{"id":1}]')).toEqual([])
})
