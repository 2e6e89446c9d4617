/** From series of a run to the lines of its charts. */
import { averagesKey } from '../../../lib/averages.ts'
import { roleOf } from '../../../lib/detectors/series-names.ts'
import type { Run } from '../../../lib/run.ts'
import type { SeriesColumns } from '../../../lib/series.ts'
import { mainSeries } from '../../../lib/summary/main-metric.ts'
import { ofClass, type Panel } from '../../../lib/summary/panels.ts'
import type { ChartLine } from '../../components/chart/line.ts'
import type { AveragesOf } from '../../components/use-averages.ts'

/** The main metric on all its splits, in one hue. */
export function mainLines(run: Run, series: readonly SeriesColumns[], averages: AveragesOf): ChartLine[] {
  const names = mainSeries(
    series.map(({ name }) => name),
    run,
  )
  return series
    .filter(({ name }) => names.includes(name))
    .map((columns) => ({
      key: columns.name,
      label: columns.name,
      columns,
      averages: averages.get(averagesKey(run.id, columns.name)),
      hue: 0,
      stroke: roleOf(columns.name).split,
    }))
}

/** Of one metric a line for each split, or for each class. */
export function panelLines({ isOfClasses }: Panel, series: readonly SeriesColumns[]): ChartLine[] {
  return series.map((columns, i) => {
    const { name } = columns
    const label = isOfClasses ? ofClass.exec(name.replace(/^(train|val|test|eval)\//, ''))?.[1] : undefined
    return {
      key: name,
      label: label ?? (name.includes('/') ? (name.split('/')[0] as string) : name),
      columns,
      hue: isOfClasses ? i : 0,
      stroke: isOfClasses ? 'validation' : roleOf(name).split,
    }
  })
}
