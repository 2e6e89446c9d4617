import { describe, expect, it } from 'vitest'
import { curvesOf } from '../../app/compare/curves/curves-of.ts'
import { drawnRunsOf } from '../../app/compare/drawn-run.ts'
import { scaleOfCurves } from '../../app/components/chart/curve.ts'
import { stepAxis } from '../../app/components/chart/line.ts'
import { groupsOf } from '../../lib/compare/grouping.ts'
import { comparedRunOf } from '../../lib/compare/packed-runs.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import type { RunRecord } from '../../lib/store/store.ts'
import { noWatches, points, started } from '../store/points.ts'
import { finding } from '../summary/summarised.ts'

const steps = Array.from({ length: 60 }, (_, i) => i)
const falling = steps.map((step) => 2 - step / 60)

/** A run that goes on well, and one whose training runs away from step 30 on. */
async function both(code = 'diverged') {
  const store = createMemoryStore()
  await store.append(
    [
      started('b'),
      points('b', 'val/loss', steps, falling),
      started('a'),
      points(
        'a',
        'val/loss',
        steps,
        falling.map((value, step) => (step < 30 ? value : 2 ** (step - 28))),
      ),
      points('a', 'val/accuracy', steps, falling),
      points(
        'a',
        'val/ppl',
        steps,
        falling.map((value, step) => (step < 30 ? value : 2 ** (step - 28))),
      ),
      points('b', 'val/ppl', steps, falling),
      finding('away', { code, step: 30, series: 'train/loss' }),
    ],
    noWatches,
  )
  const records = (await Promise.all(['a', 'b'].map((id) => store.readRun(id)))) as RunRecord[]
  const drawn = await store.readDrawn({
    runs: ['a', 'b'],
    series: ['val/loss', 'val/accuracy', 'val/ppl'],
    buckets: 500,
  })
  return drawnRunsOf(
    records.map((record) => ({ compared: comparedRunOf(record), findings: record.findings })),
    drawn,
  )
}

const usual = { hasTwin: false, axis: stepAxis, averages: new Map(), smoothing: 0, zoomed: new Map() }

describe('the chart of a comparison with a run that diverged', () => {
  it('shows the others and what was before, run by run and as bands', async () => {
    const runs = await both()
    const groups = groupsOf(
      runs.map(({ followed }) => followed.compared.run),
      { by: 'loss' },
    )
    for (const [shown, over] of [
      [[], 'all'],
      [groups, 'mean'],
    ] as const) {
      const curves = curvesOf(runs, { ...usual, metric: 'val/loss', groups: shown, over, unit: 'values' })
      const scale = scaleOfCurves(curves, 'linear', null)
      expect(scale.max).toBeLessThan(3)
      expect(scale.above).toBeGreaterThan(20)
      expect(scaleOfCurves(curves, 'linear', null, true).above).toBe(0)
      expect(scaleOfCurves(curves, 'log', null).above).toBe(0)
    }
  })

  it.each([
    ['of a loss where another finding speaks for the run', 'val/loss', 'non-finite'],
    ['of a score that is better lower', 'val/ppl', 'diverged'],
  ])('is not flattened: %s', async (_what, metric, code) => {
    const options = { ...usual, metric, groups: [], over: 'all', unit: 'values' } as const
    const scale = scaleOfCurves(curvesOf(await both(code), options), 'linear', null)
    expect(scale.max).toBeLessThan(3)
    expect(scale.above).toBeGreaterThan(20)
  })

  it('shows all of what is no loss', async () => {
    const options = { ...usual, metric: 'val/accuracy', groups: [], over: 'all', unit: 'values' } as const
    expect(curvesOf(await both(), options).lines.map(({ awayFrom }) => awayFrom)).toEqual([null])
  })
})
