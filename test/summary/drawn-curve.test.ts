import { describe, expect, it } from 'vitest'
import type { RunEvent, RunView } from '../../lib/run.ts'
import { drawnCurve } from '../../lib/summary/drawn-curve.ts'
import { rowOf } from '../../lib/summary/run-row.ts'
import { points, started } from '../store/points.ts'
import { finding, recordOf } from './summarised.ts'

const steps = Array.from({ length: 60 }, (_, i) => i)

async function viewOf(values: readonly number[], more: readonly RunEvent[] = []): Promise<RunView> {
  const { record, series } = await recordOf([
    started('a'),
    points('a', 'train/loss', steps, [...values]),
    ...more,
  ])
  return rowOf(record, series).view
}

/** Heights of the points of the training's line, in tenths of a pixel from the top. */
function heights(path: string): number[] {
  const moves = path.match(/-?\d+/g)?.map(Number) ?? []
  let at = 0
  return moves.filter((_, i) => i % 2 === 1).map((move) => (at += move))
}
const spread = (all: readonly number[]) => Math.max(...all) - Math.min(...all)

describe('a small curve', () => {
  it('shows of a diverged run what was before', async () => {
    const values = steps.map((step) => (step < 40 ? 2 - step / 30 : 2 ** (step - 38)))
    const diverged = finding('away', { step: 40 })
    const [open] = drawnCurve(await viewOf(values, [diverged]), 120, 28)
    const [unknown] = drawnCurve(await viewOf(values), 120, 28)
    expect(spread(heights(open).slice(0, 40))).toBeGreaterThan(200)
    expect(spread(heights(unknown).slice(0, 40))).toBeLessThan(5)
  })

  it('stands still where the values do, but for their noise', async () => {
    const noise = steps.map((step) => 2.2 + 0.003 * Math.sin(step * step))
    expect(spread(heights(drawnCurve(await viewOf(noise), 120, 28)[0]))).toBeLessThan(60)
    const falling = steps.map((step) => 2.2 - 0.03 * step)
    expect(spread(heights(drawnCurve(await viewOf(falling), 120, 28)[0]))).toBeGreaterThan(200)
  })
})
