// The gauge chart, in a chunk of its own that comes after the page has come to rest.
import { GaugeChart } from 'echarts/charts'
import { init as start, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([GaugeChart, CanvasRenderer])
export interface Gauge {
  show: (value: number, target: number, least: number, text: string) => void
  dispose: () => void
}
const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

export function gauge(element: HTMLElement): Gauge {
  const chart = start(element)
  const watcher = new ResizeObserver(() => chart.resize())
  watcher.observe(element)
  return {
    show(value, target, least, text) {
      const reached = Math.max(0, (target - least) / (100 - least))
      const rest = token(value < target ? '--gap' : '--sunken')
      chart.setOption({
        animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
        animationDuration: 400,
        series: [
          {
            type: 'gauge', startAngle: 200, endAngle: -20, min: least, max: 100, radius: '118%', center: ['50%', '66%'], silent: true,
            progress: { show: true, width: 9, roundCap: true, itemStyle: { color: token('--brand') } },
            // Reached in the brand's colour, what is missing up to the target in the gap's.
            axisLine: { roundCap: true, lineStyle: { width: 9, color: reached >= 1 ? [[1, rest]] : [[reached, rest], [1, token('--sunken')]] } },
            axisTick: { show: false }, splitLine: { show: false }, axisLabel: { show: false }, pointer: { show: false }, anchor: { show: false }, title: { show: false },
            detail: { offsetCenter: [0, '-8%'], formatter: () => text, fontSize: 22, fontWeight: 600, color: token('--ink'), fontFamily: token('--font') },
            data: [{ value: Math.max(least, value) }],
          },
        ],
      })
    },
    dispose() {
      watcher.disconnect()
      chart.dispose()
    },
  }
}
