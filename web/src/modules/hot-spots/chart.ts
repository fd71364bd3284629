// Households and matters of the largest spots, as bars. Loaded only when the chart is looked at.
import { draw } from '../compliance/charts'

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
export interface Bars { names: string[]; households: number[]; matters: number[]; householdsName: string; mattersName: string }

const short = (text: string): string => ([...text].length > 14 ? `${[...text].slice(0, 13).join('')}…` : text)
function option(data: Bars) {
  const ink = token('--ink-2')
  const text = { fontFamily: token('--font'), fontSize: 12, color: ink }
  return {
    animation: false,
    textStyle: text,
    tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' }, confine: true, backgroundColor: token('--surface'), borderColor: token('--line'), textStyle: { ...text, color: token('--ink') } },
    grid: { left: 8, right: 20, top: 4, bottom: 22, containLabel: true },
    xAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: token('--line') } }, axisLabel: { color: token('--ink-3') } },
    yAxis: { type: 'category', inverse: true, data: data.names, axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: ink, formatter: short } },
    series: [
      { type: 'bar', name: data.householdsName, data: data.households, itemStyle: { color: token('--brand') }, barWidth: 7, emphasis: { disabled: true } },
      { type: 'bar', name: data.mattersName, data: data.matters, itemStyle: { color: token('--gap') }, barWidth: 7, emphasis: { disabled: true } },
    ],
  }
}
export const drawBars = (element: HTMLElement, data: () => Bars) => draw(element, () => option(data()))
