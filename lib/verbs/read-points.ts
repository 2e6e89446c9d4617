/** `read_points`: series of a run in few points, with their extremes. */
import { z } from 'zod'
import { step, value } from '../http/answer-parts.ts'
import { cut, Refusal } from '../refusal.ts'
import { mainSeries } from '../summary/main-metric.ts'
import { namedRun } from './named-run.ts'
import { count, leftOut, page, run } from './parts.ts'
import { verb } from './verb.ts'

const mostSeries = 20
const aStep = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

export const readPoints = verb({
  name: 'read_points',
  command: 'points',
  places: ['run', 'series'],
  title: 'The points of a run, down-sampled with their extremes',
  description:
    'Reads points of series of one run, down-sampled: of each range of steps the first, last, lowest and highest value and every kind of non-finite value stay, so that no spike and no NaN is lost.',
  input: z.strictObject({
    run,
    series: z
      .array(z.string().min(1).max(250))
      .max(mostSeries)
      .optional()
      .describe('Names; the losses, or the metric that speaks for the run, where left out.'),
    from: aStep.optional().describe('First step.'),
    to: aStep.optional().describe('Last step.'),
    ranges: count(500, 20).describe('Ranges of steps, of each at most some four points.'),
  }),
  output: z.strictObject({
    run: z.string(),
    series: z.array(
      z.strictObject({
        name: z.string(),
        count: z.int().describe('Points that the whole series has.'),
        ...{ steps: z.array(step), values: z.array(value) },
      }),
    ),
    left_out: leftOut,
    page,
  }),
  isReadOnly: true,
  async run({ run: named, series: asked, from, to, ranges }, { store, address }) {
    const { run, series } = await namedRun(store, named)
    const counts = new Map(series.map(({ name, count }) => [name, count]))
    const unknown = asked?.find((name) => !counts.has(name))
    if (unknown !== undefined)
      throw new Refusal(
        'not-found',
        `The run has no series "${cut(unknown)}": it has ${cut([...counts.keys()].join(', '), 300)}.`,
      )
    const names = asked?.length ? asked : mainSeries([...counts.keys()], run).slice(0, mostSeries)
    const read = await store.readPoints(run.id, { series: names, from, to, buckets: ranges })
    const shown = read.series.map(({ name, steps, values }) => ({
      ...{ name, count: counts.get(name) ?? 0 },
      ...{ steps: Array.from(steps), values: Array.from(values) },
    }))
    const others = counts.size - names.length
    return {
      run: run.id,
      series: shown,
      left_out: [
        ...(read.complete
          ? []
          : [
              `Points between the extremes of ${ranges} ranges: ask with more ranges, or from and to; lossglass export has every point.`,
            ]),
        ...(others > 0
          ? [
              `${others} other series: ${cut([...counts.keys()].filter((one) => !names.includes(one)).join(', '), 300)}.`,
            ]
          : []),
      ],
      page: `${address}/runs/${encodeURIComponent(run.id)}`,
    }
  },
})
