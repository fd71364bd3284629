// The small arithmetic of the board.
import { describe, expect, it } from 'vitest'
import type { HotSpot } from '../../api/types'
import { barsOf, rowsOf } from './spots'

const spot = { gathering: '7', building: '3', building_name: '3栋', category: '5', category_name: '电梯', subject: '电梯异响', matters: 4, households: 3, open: 1, closed: 3, first_at: 0, last_at: 0, trend: [] } as HotSpot
const window = { from: '2026-11-01', until: '2026-12-01' }

describe('the rows behind a figure', () => {
  it('are those of the gathering, or of the place and category, never both', () => {
    const told = rowsOf(spot, false, window, 'open').query
    expect([told.gathering, told.building, told.category, told.figure]).toEqual(['7', undefined, undefined, 'open'])
    const place = rowsOf(spot, true, window, 'matters').query
    expect([place.gathering, place.building, place.category]).toEqual([undefined, '3', '5'])
  })
})
describe('the trend', () => {
  it('draws one bar for each span, the highest to the top, an empty one as a hairline', () => {
    const path = barsOf([0, 4, 2])
    expect(path.match(/M/g)).toHaveLength(3)
    expect(path).toContain('M0 23')
    expect(path).toContain('v22')
  })
  it('does not divide by nothing', () => expect(barsOf([0, 0])).not.toContain('NaN'))
})
