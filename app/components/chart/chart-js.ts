'use client'
/** The parts of Chart.js that are used, registered once; the only place that does so. */
import { Chart, Interaction, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js'
import type { DrawnPoint } from './line.ts'

Chart.register(LineController, LineElement, PointElement, LinearScale, Tooltip)

declare module 'chart.js' {
  interface InteractionModeMap {
    nearestOfEachLine: import('chart.js').InteractionModeFunction
  }
}

/** A point further from the pointer than so many pixels is not what a person points at, unless no other is nearer. */
const near = 40

/** Of each line the point that is nearest along x, where it is near: lines may have different steps. */
Interaction.modes.nearestOfEachLine = (chart, event) => {
  const { x: scale } = chart.scales
  const at = scale?.getValueForPixel(event.x ?? 0)
  if (at === undefined) return []
  const found = chart.getSortedVisibleDatasetMetas().flatMap((meta) => {
    const data = chart.data.datasets[meta.index]?.data as unknown as DrawnPoint[]
    const index = nearestIndex(data, at)
    const element = meta.data[index]
    return element
      ? [{ element, datasetIndex: meta.index, index, away: Math.abs(element.x - (event.x ?? 0)) }]
      : []
  })
  const nearest = Math.min(...found.map(({ away }) => away))
  return found.filter(({ away }) => away <= Math.max(near, nearest))
}

function nearestIndex(points: DrawnPoint[], x: number): number {
  let low = 0
  let high = points.length - 1
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((points[middle] as DrawnPoint).x < x) low = middle
    else high = middle
  }
  const [a, b] = [points[low], points[high]]
  return a && b && Math.abs(b.x - x) < Math.abs(a.x - x) ? high : low
}
