import { describe, expect, it, vi } from 'vitest'
vi.mock('../../shared/i18n', () => ({ t: (key: string) => key }))
import { monthText, nameOf, rateText } from './figures'

describe('figures of satisfaction (F3)', () => {
  it('give no rate where there are too few answers', () => {
    expect(rateText({ few: true, total: 3, rate_hundredths: undefined })).toBe('satisfaction.few')
    expect(rateText({ few: true, total: 0, rate_hundredths: undefined })).toBe('satisfaction.no_rate')
    expect(rateText({ few: false, total: 7, rate_hundredths: 7142 })).toBe('71.4%')
  })
  it('are named by name, word or month', () => {
    expect(nameOf('building', { key: '12', name: '3栋' })).toBe('3栋')
    expect(nameOf('building', { key: '0', name: '' })).toBe('satisfaction.unknown')
    expect(nameOf('kind', { key: 'complaint', name: '' })).toBe('kind.complaint')
    expect(monthText('202611')).toBe('2026-11')
  })
})
