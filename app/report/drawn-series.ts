/** Which charts a report has. */
import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import { chosenMetric, drawnNames, metricChoice, twinOf } from '../../lib/compare/metric-choice.ts'
import { roleOf } from '../../lib/detectors/series-names.ts'
import { mainSeries } from '../../lib/summary/main-metric.ts'
import { panelsOf } from '../../lib/summary/panels.ts'
import type { Picture } from '../compare/picture.ts'
import type { Drawable } from './report-data.ts'

/** Small charts of a run's other metrics, the first of them. */
const mostPanels = 30

/** The chart of the page, and the losses on either split where they are not in it. */
export function comparedCharts(compared: readonly ComparedRun[], picture: Picture): Drawable[] {
  const choice = metricChoice(compared)
  const metric = chosenMetric(choice, picture.metric)
  if (metric === null) return []
  const names = [...choice.common, ...choice.others]
  const twin = picture.hasTwin ? twinOf(metric, names) : null
  const losses = names.filter((name) => {
    const { kind, base, component } = roleOf(name)
    return kind === 'loss' && base === 'loss' && !component
  })
  const others = losses.filter((name) => name !== metric && name !== twin).sort((a, b) => rank(a) - rank(b))
  return [
    { metric, hasTwin: picture.hasTwin },
    ...others.slice(0, 2).map((name) => ({ metric: name, hasTwin: false })),
  ]
}

const rank = (name: string) => (roleOf(name).split === 'validation' ? 0 : 1)

/** Of one run the panels that its page has. */
export function runPanels({ run, latest }: ComparedRun) {
  return panelsOf(Object.keys(latest), run).slice(0, mostPanels)
}

/** The series that the charts draw. */
export function drawnSeriesOf(compared: readonly ComparedRun[], picture: Picture): string[] {
  const [only] = compared
  if (only && compared.length === 1)
    return [
      ...mainSeries(Object.keys(only.latest), only.run),
      ...runPanels(only).flatMap(({ names }) => names),
    ]
  const charts = comparedCharts(compared, picture)
  const names = compared.flatMap((one) =>
    charts.flatMap(({ metric, hasTwin }) => drawnNames(one, metric, hasTwin)),
  )
  return [...new Set(names)]
}
