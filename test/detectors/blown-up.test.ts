/** Runs that blow up in ways that real trainings do: while a rate rises, after they had settled, at their very end. */
import { describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { finish, observe, startWatch } from '../../lib/detectors/memory/watch.ts'
import { decay, noisy, overfits } from './curves.ts'
import { alarmsIn, codesOf, columns, epochs, loud, marks, watched } from './watching.ts'

const seeds = [1, 2, 3, 4, 5]

describe('a run that blows up', () => {
  it('is told while its rate still rises, once it had learned', () => {
    const growing = (row: number) => 1e-3 * 3e4 ** (row / 1000)
    const shape = (row: number) => (row < 500 ? decay(2.3, 0.1, 50)(row) : 0.1 + (row - 500) / 100)
    for (const seed of seeds) {
      const series = { lr: noisy(1000, 0, growing), 'train/loss': noisy(1000, 0.1, shape, seed) }
      expect(codesOf(loud(watched(series, noFacts)))).toContain('diverged')
    }
  })

  it('is not over where it stands as high as it began', () => {
    const shape = (row: number) => {
      if (row < 640) return decay(2.3, 0.1, 100)(row)
      return row < 648 ? 920 : 2.45 + 0.6 * Math.exp(-(row - 648) / 10)
    }
    for (const seed of seeds)
      expect(marks('diverged', { 'train/loss': noisy(1290, 0.06, shape, seed) }, noFacts)).toEqual([
        expect.stringMatching(/^64\d critical$/),
      ])
  })

  it('is told after two values, where it had learned', () => {
    const loss = [3.4, 3.2, 3.0, 2.8, 2.7, 2.5, 18.4, 13.6, 4.4, 3.2, 3.2, 3.2]
    expect(alarmsIn(loss)).toEqual(['diverged@7'])
  })

  it('is told where it lost all in a few steps, however much it swings since', () => {
    const shape = (row: number) => (row < 7 ? 2.3 - row / 6 : 2.9)
    for (const seed of seeds)
      expect(alarmsIn(noisy(30, 0.05, shape, seed)).join()).toMatch(/diverged@(1\d|2[0-5])/)
  })

  it('is told after twenty values above its start, where it came there in steps among wide swings', () => {
    // The validation of a digit classifier whose gradients were never zeroed.
    const loss = [
      ...[1.67, 0.613, 0.619, 0.525, 1.21, 2.86, 3.2, 3.93, 3.14, 3.86, 4.15, 4.04, 4.38, 3.23, 3.81, 4.65],
      ...[4.85, 4.5, 3.4, 4.13, 3.85, 3.49, 5.02, 4.37, 3.69, 3.22, 3.48, 4.38, 4.1, 4.49],
    ]
    expect(alarmsIn(loss).join()).toMatch(/diverged@2\d/)
  })

  it('is told at its last evaluation, as a spike that stays', () => {
    const watch = startWatch(epochs)
    const loss = [3.1, 3.0, 2.9, 2.7, 2.6, 2.4, 2.3, 2.2, 2.1, 2.4, 2.8, 73]
    const found = [...observe(watch, 'run', [columns(loss, 'val/loss')]), ...finish(watch, 'run')]
    expect(found.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['spike info', 'spike warning'])
  })
})

describe('a run whose first steps threw it far away', () => {
  /** A variational model under Adam at 0.2: its second step was its last good one. */
  const thrown = (row: number) => (row < 1 ? 44.5 : 300 + 1e16 * 0.01 ** row)

  it('is not back before it is where it began', () => {
    for (const seed of seeds)
      expect(marks('diverged', { 'train/loss': noisy(1290, 0.2, thrown, seed) }, noFacts)).toEqual([
        expect.stringMatching(/^1 critical$/),
      ])
  })

  it('has too high a rate, where it stands afterwards', () => {
    const facts = { ...epochs, params: { lr: 0.3 } }
    const loss = [5.4e4, ...noisy(29, 0.01, () => 0.077)]
    const found = watched({ 'train/loss': loss }, facts).filter(({ code }) => code === 'not-learning')
    expect(found[0]?.causes).toEqual(['learning-rate-too-high'])
  })

  it('does not learn by heart: training falls from nowhere', () => {
    // Segmentation with SGD at 3,000.
    const series = {
      'train/loss': [6.8e14, 376, 374, 366, 359, 368, 350, 369, 342, 366, 346, 361, 368, 370, 386],
      'val/loss': [100, 119, 307, 390, 479, 540, 520, 540, 500, 518, 650, 785, 640, 529, 600],
    }
    expect(codesOf(loud(watched(series)))).not.toContain('overfitting')
  })
})

describe('a fine-tuning that hardly falls', () => {
  const falls = (row: number) => 2.33 - 0.005 * row

  it('is told when it leaves its level at once', () => {
    for (const seed of seeds) {
      const loss = noisy(12, 0.01, (row) => (row < 7 ? falls(row) : 2.95), seed)
      expect(alarmsIn(loss)).toEqual(['diverged@10'])
    }
  })

  it('is left in peace where it rises by less than its start', () => {
    for (const seed of seeds)
      expect(alarmsIn(noisy(12, 0.01, (row) => (row < 7 ? falls(row) : 2.4), seed))).toEqual([])
  })
})

describe('validation that turns as training breaks', () => {
  it('is no overfitting as long as training stands above what it was', () => {
    const { validation } = overfits(40, 24)
    const train = noisy(40, 0.01, (row) =>
      row < 24 ? 2.3 - row / 15 : 0.75 + 1.4 * Math.exp(-(row - 24) / 8),
    )
    const series = { 'train/loss': train, 'val/loss': validation }
    expect(codesOf(loud(watched(series)))).not.toContain('overfitting')
  })
})
