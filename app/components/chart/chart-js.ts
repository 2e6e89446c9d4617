'use client'
/** The parts of Chart.js that are used, registered once; the only place that does so. */
import { Chart, Interaction, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js'
import { type DrawnPoint, nearestIndex } from './line.ts'

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
    const index = nearestIndex(data.length, (i) => (data[i] as DrawnPoint).x, at)
    const element = meta.data[index]
    return element
      ? [{ element, datasetIndex: meta.index, index, away: Math.abs(element.x - (event.x ?? 0)) }]
      : []
  })
  const nearest = Math.min(...found.map(({ away }) => away))
  return found.filter(({ away }) => away <= Math.max(near, nearest))
}
