/** Validation that rises while training falls: plainly, measured seldom or often, of single batches, in few evaluations. */
import { describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { observe, startWatch } from '../../lib/detectors/memory/watch.ts'
import { describeFinding } from '../../lib/detectors/words/message.ts'
import type { Finding } from '../../lib/run.ts'
import { decay, noisy, overfits } from './curves.ts'
import { codesOf, columns, epochs, loud, raised, watched } from './watching.ts'

describe('overfitting', () => {
  const { train, validation } = overfits(60, 20)
  const plain = (epoch: number) => 0.3 + 0.02 * Math.abs(epoch - 3)

  it('is found where validation rises while training falls', () => {
    const findings = loud(watched({ 'train/loss': train, 'val/loss': validation }))
    expect(codesOf(findings)).toEqual(['overfitting'])
    expect(findings[0]?.step).toBeGreaterThanOrEqual(19)
    expect(findings[0]?.step).toBeLessThanOrEqual(22)
    expect(findings[0]?.raisedStep).toBeLessThanOrEqual(30)
    expect(findings[0]?.causes).toEqual(['memorising'])
  })

  it('is found within seven epochs where it is plain', () => {
    const short = { 'train/loss': noisy(10, 0.01, decay(0.5, 0.05, 3)), 'val/loss': noisy(10, 0.005, plain) }
    const findings = loud(watched(short))
    expect(raised(findings)).toEqual(['overfitting@6'])
    // The checkpoint to keep is the lowest point of the curve, as the page has it.
    const lowest = Math.min(...short['val/loss'])
    const bestStep = short['val/loss'].indexOf(lowest)
    expect(findings[0]).toMatchObject({ step: bestStep, evidence: { bestStep, validationThen: lowest } })
    const rising = (slope: number) =>
      loud(
        watched({
          ...short,
          'val/loss': noisy(10, 0.005, (epoch) => 0.3 + slope * Math.abs(epoch - 3)),
        }),
      )
    // Four evaluations went up, to 5 % above the best, each time that training went down.
    expect(raised(rising(0.005))).toEqual(['overfitting@7'])
    expect(rising(0.002)).toEqual([])
  })

  it.each<[string, Record<string, number[]>]>([
    ['validation is alone', { 'val/loss': validation }],
    ['training rises too', { 'train/loss': validation, 'val/loss': validation }],
    ['validation only stands', { 'train/loss': train, 'val/loss': noisy(60, 0.01, decay(1.2, 0.6, 5)) }],
    ['validation is noisy', { 'train/loss': train, 'val/loss': noisy(60, 0.15, decay(1.2, 0.6, 8)) }],
    ['both fall', { 'train/loss': train, 'val/loss': train.map((x) => x + 0.2) }],
  ])('is not said when %s', (_title, series) => {
    expect(codesOf(watched(series))).not.toContain('overfitting')
  })

  it('is over when validation finds a new best', () => {
    const findings = loud(
      watched({
        loss: [...train, ...train.map((x) => x / 10)],
        val_loss: [...validation, ...noisy(60, 0.01, decay(1.4, 0.3, 8), 5)],
      }),
    )
    expect(raised(findings)).toHaveLength(1)
    expect(findings.at(-1)?.resolvedStep).toBeGreaterThan(60)
  })

  it('sees the training level of an epoch whatever its logging stride', () => {
    const steps = columns(noisy(600, 0.3, decay(2.3, 0.05, 150), 4), 'train/loss')
    const findings = observe(startWatch(noFacts), 'run', [columns(validation, 'val/loss', 10, 10), steps])
    expect(codesOf(loud(findings))).toEqual(['overfitting'])
  })
})

const every = 50
const evaluations = 30
const best = 12

/** Training falls slowly among its noise; validation by `slope` of its best an evaluation. */
function findingsOf(slope: number, seed: number) {
  const train = noisy(every * evaluations, 0.05, decay(1.8, 0.9, every * evaluations), seed)
  const shape = (at: number) => (at < best ? 1.2 - (0.3 * at) / best : 0.9 * (1 + slope * (at - best)))
  const validation = noisy(evaluations, 0.01, shape, seed + 100)
  const watch = startWatch(noFacts)
  return loud(
    observe(watch, 'run', [columns(train, 'train/loss'), columns(validation, 'val/loss', every - 1, every)]),
  )
}

const seeds = Array.from({ length: 20 }, (_, seed) => seed)

describe('validation measured every fifty rows', () => {
  it('overfits where it rises by 3 % each time, which is no noise of its own', () => {
    for (const seed of seeds) {
      const [finding] = findingsOf(0.03, seed)
      expect(finding).toMatchObject({ code: 'overfitting', series: 'val/loss', causes: ['memorising'] })
      // Its best lies among noise: an evaluation or two off.
      expect(Math.abs((finding?.step ?? 0) / every - best)).toBeLessThanOrEqual(3)
    }
  })

  it('is left alone where it stands', () => {
    for (const seed of seeds) expect(findingsOf(0, seed)).toEqual([])
  })
})

describe('validation measured after every single batch', () => {
  /** Neighbours are alike, as an AR(1) of 0.97 has it: both wander and neither learns. */
  function wandering(seed: number, noiseOfTraining: number) {
    const steady = noisy(100, noiseOfTraining, decay(2.3, 1.4, 60), seed)
    let away = 0
    const validation = noisy(100, 1, () => 1, seed + 200).map((value) => {
      away = 0.97 * away + 0.02 * (value - 1)
      return 2.2 * (1 + away)
    })
    return { 'train/loss': steady, 'val/loss': validation }
  }
  const codes = (noiseOfTraining: number, facts = noFacts) =>
    seeds.map((seed) =>
      codesOf(loud(watched(wandering(seed, noiseOfTraining), facts))).includes('overfitting'),
    )

  it('is not said to rise within a hundred batches, whose losses scatter', () => {
    expect(codes(0.15)).not.toContain(true)
  })

  it('is judged where rows are as calm as means of epochs, or the run says that they are', () => {
    expect(codes(0.01)).toContain(true)
    expect(codes(0.15, epochs)).toContain(true)
  })
})

describe('validation measured more often than training is logged', () => {
  it('overfits although the few rows of training scatter like single batches', () => {
    const train = [1.46, 1.1, 1.18, 0.8, 0.88, 0.5, 0.6, 0.3, 0.38, 0.15]
    for (const seed of seeds) {
      const validation = noisy(
        100,
        0.02,
        (row) => 1.1 + 0.3 * Math.exp(-row / 10) + Math.max(0, row - 40) / 120,
        seed,
      )
      const found = loud(
        observe(startWatch(noFacts), 'run', [
          columns(train, 'train/loss', 500, 500),
          columns(validation, 'val/loss', 50, 50),
        ]),
      )
      expect(codesOf(found)).toEqual(['overfitting'])
    }
  })
})

describe('a hundred noisy evaluations', () => {
  it('are told by means, beside the one that was best', () => {
    let byMeans = 0
    for (let seed = 1; seed <= 12; seed++) {
      const losses = {
        'train/loss': noisy(120, 0.1, decay(2.3, 0.2, 45), seed),
        'val/loss': noisy(120, 0.1, (row) => decay(2.3, 0.9, 12)(row) + 0.008 * row, 50 + seed),
      }
      const [finding] = loud(watched(losses)).filter(({ code }) => code === 'overfitting')
      expect(finding).toBeDefined()
      const { step, raisedStep, evidence } = finding as Finding
      const seen = losses['val/loss'].slice(0, raisedStep + 1)
      const lowest = Math.min(...seen)
      expect([step, evidence.validationThen]).toEqual([seen.indexOf(lowest), lowest])
      if (evidence.meanThen === undefined) continue
      byMeans++
      expect(evidence.meanThen).toBeGreaterThan(lowest)
      expect(describeFinding(finding as Finding).happened).toMatch(
        /^val\/loss was best at step \d+ with \d\.\d+\. The mean of several evaluations rose from \d\.\d+ to \d\.\d+ by step \d+, while/,
      )
    }
    expect(byMeans).toBeGreaterThan(0)
  })
})

describe('hundreds of noisy evaluations', () => {
  it('have no best one: their means are called means', () => {
    const losses = {
      'train/loss': noisy(1600, 0.02, decay(2.3, 0.2, 600), 1),
      'val/loss': noisy(1600, 0.02, (row) => decay(2.3, 0.9, 160)(row) + 0.0004 * row, 51),
    }
    const [finding] = loud(watched(losses)).filter(({ code }) => code === 'overfitting') as [Finding]
    const { step, evidence } = finding
    const { evaluations, validationThen } = evidence as Record<string, number>
    const together = losses['val/loss'].slice(step - (evaluations as number) + 1, step + 1)
    expect(together.length).toBeGreaterThan(1)
    expect(validationThen).toBeCloseTo(together.reduce((sum, value) => sum + value, 0) / together.length, 12)
    expect(describeFinding(finding).happened).toMatch(
      /^val\/loss was lowest around step \d+ with \d\.\d+, the mean of \d+ evaluations\. /,
    )
  })
})

describe('a dozen calm evaluations', () => {
  const evaluated = (at: number) => (at < 4 ? 4.3 * Math.exp(-at / 3.4) : 1.3 + 0.02 * (at - 4) ** 1.5)
  const train = (at: number) => (at === 0 ? 4.3 : 1.7 - 0.12 * at)
  const found = (noiseOfTraining: number) =>
    loud(
      watched({
        'train/loss': noisy(11, noiseOfTraining, train),
        'val/loss': noisy(11, 0.001, evaluated),
      }),
    )

  it('overfit where four running rise while training falls, however much had been gained', () => {
    expect(codesOf(found(0.005))).toEqual(['overfitting'])
  })

  it('are left alone beside training that scatters', () => {
    expect(found(0.3)).toEqual([])
  })
})

describe('validation that rises by 3 % an epoch, among as much noise', () => {
  const told = (slope: number) =>
    seeds.filter((seed) => {
      const shape = (epoch: number) => (epoch < 8 ? 2.4 - 0.05 * epoch : 2 * (1 + slope * (epoch - 8)))
      const train = noisy(24, 0.005, (epoch) => 2 - 0.02 * epoch, seed)
      return codesOf(
        loud(watched({ 'train/loss': train, 'val/loss': noisy(24, 0.03, shape, seed + 50) })),
      ).includes('overfitting')
    })

  it('is told in sixteen epochs as a rule, though training has fallen by a fifth only', () => {
    expect(told(0.03).length).toBeGreaterThanOrEqual(15)
    expect(told(0)).toEqual([])
  })
})
