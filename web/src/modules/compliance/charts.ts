// The two charts, drawn on a canvas with the page's own tokens. Loaded only when a chart is looked at.
import { BarChart, ScatterChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use, type ECharts, type EChartsCoreOption } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([BarChart, ScatterChart, GridComponent, TooltipComponent, CanvasRenderer])

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
export const look = () => ({ ink: token('--ink-2'), quiet: token('--ink-3'), line: token('--line'), brand: token('--brand'), gap: token('--gap'), late: token('--late'), open: token('--line-strong'), surface: token('--surface'), font: token('--font') })

export interface Stack { names: string[]; days: string[]; values: number[][] } // kept, late, overdue, open
export interface Rates { labels: string[]; rates: number[]; targets: (number | undefined)[]; rateName: string; missingName: string; targetName: string }

export function common(c: ReturnType<typeof look>, motionless: boolean) {
  return {
    animation: !motionless,
    animationDuration: 160,
    textStyle: { fontFamily: c.font, fontSize: 12, color: c.ink },
    tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' }, confine: true, backgroundColor: c.surface, borderColor: c.line, textStyle: { color: c.ink, fontSize: 12 } },
  }
}
export const motionless = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches

function stackOption(data: Stack) {
  const c = look()
  const colours = [c.brand, c.gap, c.late, c.open]
  return {
    ...common(c, motionless()),
    grid: { left: 34, right: 8, top: 10, bottom: 24 },
    xAxis: { type: 'category', data: data.days, axisTick: { show: false }, axisLine: { lineStyle: { color: c.line } }, axisLabel: { color: c.quiet, hideOverlap: true } },
    yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: c.line } }, axisLabel: { color: c.quiet } },
    series: data.names.map((name, index) => ({ type: 'bar', stack: 'day', name, data: data.values[index], itemStyle: { color: colours[index] }, barMaxWidth: 22, emphasis: { disabled: true } })),
  }
}
function ratesOption(data: Rates) {
  const c = look()
  const reached = data.rates.map((rate, index) => Math.min(rate, Math.max(rate, data.targets[index] ?? rate)))
  const missing = data.rates.map((rate, index) => Math.max(0, Math.round(((data.targets[index] ?? rate) - rate) * 10) / 10))
  return {
    ...common(c, motionless()),
    grid: { left: 44, right: 16, top: 4, bottom: 22 },
    xAxis: { type: 'value', min: 0, max: 100, splitLine: { lineStyle: { color: c.line } }, axisLabel: { color: c.quiet, formatter: '{value}%' } },
    yAxis: { type: 'category', inverse: true, data: data.labels, axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: c.ink } },
    series: [
      { type: 'bar', stack: 'rate', name: data.rateName, data: reached, itemStyle: { color: c.brand }, barWidth: 8, emphasis: { disabled: true } },
      { type: 'bar', stack: 'rate', name: data.missingName, data: missing, itemStyle: { color: c.gap }, barWidth: 8, emphasis: { disabled: true } },
      { type: 'scatter', name: data.targetName, data: data.targets.map((target, index) => (target === undefined ? null : [target, index])), symbol: 'rect', symbolSize: [2, 16], itemStyle: { color: c.ink }, tooltip: { show: true } },
    ],
  }
}

/** Draws into an element; redraws with new data, another size or another theme. Answers how to end it. */
export function draw(element: HTMLElement, option: () => EChartsCoreOption): { again: () => void; end: () => void } {
  const chart: ECharts = init(element)
  const again = (): void => {
    chart.setOption(option(), true)
  }
  again()
  const watcher = new ResizeObserver(() => chart.resize())
  watcher.observe(element)
  addEventListener('themechange', again)
  return {
    again,
    end() {
      watcher.disconnect()
      removeEventListener('themechange', again)
      chart.dispose()
    },
  }
}
export const drawStack = (element: HTMLElement, data: () => Stack) => draw(element, () => stackOption(data()))
export const drawRates = (element: HTMLElement, data: () => Rates) => draw(element, () => ratesOption(data()))
