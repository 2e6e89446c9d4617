import type { Chart, ChartData, ChartOptions, Plugin } from 'chart.js'
import type { RefObject } from 'react'
import { Line } from 'react-chartjs-2'
import './chart-js.ts'
import type { DrawnPoint } from './line.ts'

type Props = {
  /** Said to screen readers. */
  label: string
  chart: RefObject<Chart<'line', DrawnPoint[]> | null>
  data: ChartData<'line', DrawnPoint[]>
  options: ChartOptions<'line'>
  plugins: Plugin<'line'>[]
}

/** The canvas that Chart.js draws on: a picture with a name, which never animates. */
export function LineCanvas({ label, chart, ...drawn }: Props) {
  return (
    <Line
      ref={(made) => {
        chart.current = (made as Chart<'line', DrawnPoint[]> | undefined) ?? null
      }}
      updateMode="none"
      role="img"
      aria-label={label}
      {...drawn}
    />
  )
}
