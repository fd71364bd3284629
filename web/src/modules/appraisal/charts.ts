// The pictures of the appraisal, drawn as the compliance page draws its own. Loaded only when one is looked at.
import { common, draw, look, motionless } from '../compliance/charts'

export interface YearPicture { labels: string[]; bars: (number | null)[]; dots: [number, number][]; barName: string; dotName: string }
export interface SpreadPicture { labels: string[]; least: number[]; low: number[]; middle: number[]; high: number[]; names: [string, string, string] }
export interface SharePicture { labels: string[]; values: number[]; name: string }

const tick = (c: ReturnType<typeof look>) => ({ axisTick: { show: false }, axisLine: { lineStyle: { color: c.line } } })

export const drawYear = (element: HTMLElement, data: () => YearPicture) => draw(element, () => {
  const c = look()
  const d = data()
  const lowest = Math.min(100, ...d.bars.filter((x): x is number => x !== null), ...d.dots.map((x) => x[1]))
  return {
    ...common(c, motionless()),
    grid: { left: 34, right: 8, top: 10, bottom: 24 },
    xAxis: { type: 'category', data: d.labels, ...tick(c), axisLabel: { color: c.quiet, hideOverlap: true } },
    yAxis: { type: 'value', min: Math.max(0, Math.floor(lowest / 10) * 10 - 10), splitLine: { lineStyle: { color: c.line } }, axisLabel: { color: c.quiet } },
    series: [
      { type: 'bar', name: d.barName, data: d.bars, itemStyle: { color: c.brand }, barMaxWidth: 26, emphasis: { disabled: true } },
      { type: 'scatter', name: d.dotName, data: d.dots, symbolSize: 7, itemStyle: { color: c.gap } },
    ],
  }
})

// From the lowest score to the highest; the middle half is the thick part.
export const drawSpread = (element: HTMLElement, data: () => SpreadPicture) => draw(element, () => {
  const c = look()
  const d = data()
  const stack = (name: string, values: number[], color: string) => ({ type: 'bar', stack: 'spread', name, data: values, itemStyle: { color }, barWidth: 10, emphasis: { disabled: true } })
  return {
    ...common(c, motionless()),
    tooltip: { show: false },
    grid: { left: 96, right: 16, top: 4, bottom: 22 },
    xAxis: { type: 'value', min: Math.max(0, Math.floor(Math.min(100, ...d.least) / 10) * 10), splitLine: { lineStyle: { color: c.line } }, axisLabel: { color: c.quiet } },
    yAxis: { type: 'category', inverse: true, data: d.labels, ...tick(c), axisLabel: { color: c.ink, width: 84, overflow: 'truncate' } },
    series: [stack('', d.least, 'transparent'), stack(d.names[0], d.low, c.open), stack(d.names[1], d.middle, c.brand), stack(d.names[2], d.high, c.open)],
  }
})

export const drawShares = (element: HTMLElement, data: () => SharePicture) => draw(element, () => {
  const c = look()
  const d = data()
  return {
    ...common(c, motionless()),
    grid: { left: 116, right: 16, top: 4, bottom: 22 },
    xAxis: { type: 'value', splitLine: { lineStyle: { color: c.line } }, axisLabel: { color: c.quiet } },
    yAxis: { type: 'category', inverse: true, data: d.labels, ...tick(c), axisLabel: { color: c.ink, width: 104, overflow: 'truncate' } },
    series: [{ type: 'bar', name: d.name, data: d.values, itemStyle: { color: c.brand }, barWidth: 10, emphasis: { disabled: true } }],
  }
})
