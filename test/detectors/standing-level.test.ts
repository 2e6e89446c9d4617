/** What a plot holds after a run was resumed, however wide its bins are. */
import { expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import type { SeriesWatch } from '../../lib/detectors/memory/series-watch.ts'
import { observe, startWatch } from '../../lib/detectors/memory/watch.ts'
import { noisy } from './curves.ts'
import { columns } from './watching.ts'

it.each([100, 1000, 10_000])('a level follows its series after a resume: %d rows', (rows) => {
  const healthy = noisy(rows, 0.03, (row) => 0.3 + 2 * Math.exp((-8 * row) / rows))
  const broken = Math.round(0.6 * rows)
  const end = Math.round(0.65 * rows)
  const back = Math.round(0.58 * rows)
  const watch = startWatch(noFacts)
  const first = healthy.slice(0, end).map((value, row) => (row > broken ? 9 : value))
  observe(watch, 'run', [columns(first, 'loss')])
  observe(watch, 'run', [columns(healthy.slice(back), 'loss', back)])
  const { level } = watch.series.loss as SeriesWatch
  expect(level.now).toBeLessThan(0.5)
})
