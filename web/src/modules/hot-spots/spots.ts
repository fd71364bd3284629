// What the board says about one spot: its name, where its figures lead, and the little bars of its trend.
import type { Day, HotSpot, SpotFigure } from '../../api/types'
import { t } from '../../shared/i18n'

export const windows = ['7', '30', '90', '365'] as const
export const figures: readonly SpotFigure[] = ['matters', 'households', 'open', 'closed']

export const placeOf = (spot: HotSpot): string =>
  spot.building === undefined || spot.building === null ? t('hot_spots.somewhere') : spot.building_name || t('hot_spots.nowhere')
export const categoryOf = (spot: HotSpot): string => spot.category_name || t('hot_spots.several')

/** The rows behind a figure. A spot by its words is a gathering; one by its place is a building and a category. */
export function rowsOf(spot: HotSpot, byPlace: boolean, window: { from: Day; until: Day }, figure: SpotFigure): { path: string; query: Record<string, string> } {
  const which: Record<string, string> = byPlace ? { building: spot.building ?? '0', category: spot.category ?? '0' } : { gathering: spot.gathering }
  const name = byPlace ? `${placeOf(spot)} · ${categoryOf(spot)}` : spot.subject
  return { path: '/hot-spots/matters', query: { ...which, from: window.from, until: window.until, figure, name } }
}

/** One bar for each span, as points of an SVG path 100 wide and 24 high; an empty span leaves a hairline. */
export function barsOf(trend: readonly number[]): string {
  const most = Math.max(1, ...trend)
  const width = 100 / Math.max(1, trend.length)
  return trend
    .map((n, index) => {
      const height = n === 0 ? 1 : Math.max(3, Math.round((n / most) * 22))
      const x = Math.round(index * width * 100) / 100
      const w = Math.round((width - 1.5) * 100) / 100
      return `M${x} ${24 - height}h${w}v${height}h${-w}z`
    })
    .join('')
}
