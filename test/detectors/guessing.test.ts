import { describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { finish, observe, startWatch } from '../../lib/detectors/memory/watch.ts'
import { noisy } from './curves.ts'
import { codesOf, columns, epochs, loud, watched } from './watching.ts'

const settles = (from: number) =>
  noisy(300, 0.0001, (row) => Math.log(5) + (from - Math.log(5)) * Math.exp(-row / 20))

describe('a loss that settles at the value of a guess among five classes', () => {
  it('is not at chance where it came from far above and has no name', () => {
    expect(loud(watched({ loss: settles(5.6) }))).toEqual([])
    expect(loud(watched({ loss: settles(1.9) }))).toEqual([])
  })

  it('is where it began there', () => {
    const found = loud(watched({ loss: settles(1.7) }))
    expect(codesOf(found)).toEqual(['not-learning'])
    expect(found[0]?.causes).toEqual(['chance-level'])
  })

  it('is from wherever it came, where the number of classes is known', () => {
    const known = { ...epochs, lossNamed: true, chanceLevel: Math.log(5) }
    expect(codesOf(loud(watched({ loss: settles(5.6) }, known)))).toEqual(['not-learning'])
  })

  it('is not where it only passes', () => {
    expect(loud(watched({ loss: noisy(300, 0.0001, (row) => 5 * Math.exp(-row / 200)) }))).toEqual([])
  })

  it('is after half of the plan, however few rows that are', () => {
    const loss = noisy(10, 0.0001, () => Math.log(4))
    const found = (plannedSteps: number | null) =>
      codesOf(
        loud(
          observe(startWatch({ ...noFacts, plannedSteps }), 'run', [columns(loss, 'train/loss', 100, 100)]),
        ),
      )
    expect(found(1200)).toEqual(['not-learning'])
    expect(found(3000)).toEqual([])
    expect(found(null)).toEqual([])
  })
})

describe('a loss above that of a guess, with the accuracy of one', () => {
  const steps = 30
  const accuracy = noisy(steps, 0.1, () => 0.1, 2)
  const found = (loss: number[], beside: Record<string, number[]> = { 'val/accuracy': accuracy }) =>
    loud(watched({ 'train/loss': loss, ...beside })).map(({ code, causes }) => [code, ...causes].join(' '))

  it('is no learning, however far it fell to it, and swings since the rate is too high', () => {
    const loss = noisy(steps, 0.012, (row) => (row === 0 ? 153 : 2.42))
    expect(found(loss)).toEqual(['not-learning learning-rate-too-high'])
  })

  it('has no cause where it stands still', () => {
    expect(found(noisy(steps, 0.0002, () => 2.42))).toEqual(['not-learning'])
  })

  it('is nothing without an accuracy, or with a better one', () => {
    const loss = noisy(steps, 0.012, (row) => (row === 0 ? 153 : 2.42))
    expect(found(loss, {})).not.toContain('not-learning learning-rate-too-high')
    const better = { 'val/accuracy': noisy(steps, 0.01, () => 0.3, 3) }
    expect(found(loss, better)).not.toContain('not-learning learning-rate-too-high')
  })
})

describe('a run that is taught by pairs', () => {
  const loss = noisy(60, 0.004, () => Math.LN2)
  const causesBeside = (name: string) =>
    loud(watched({ 'train/loss': loss, [name]: noisy(60, 1, () => 0.01, 2) }))[0]?.causes

  it('guesses where it stands at that of two', () => {
    expect(causesBeside('rewards/margins')).toEqual(['chance-level'])
  })

  it('is told by what it logs', () => {
    expect(causesBeside('train/temperature')).toEqual([])
  })
})

describe('training whose noise hides what validation shows', () => {
  const train = noisy(54, 0.02, (row) => (row === 0 ? 3.26 : 3))
  // An evaluation every third row.
  const codes = (validation: readonly number[]) => {
    const watch = startWatch({ ...noFacts, stepsPerEpoch: 3, plannedSteps: 54 })
    const found = observe(watch, 'run', [columns(train), columns(validation, 'val/loss', 2, 3)])
    return codesOf(loud([...found, ...finish(watch, 'run')]))
  }
  const falls = Array.from({ length: 18 }, (_, row) => 3.75 + 0.24 * Math.exp(-row / 4))

  it('is learning where that falls', () => {
    expect(codes(falls)).toEqual([])
  })

  it('is none where that stands', () => {
    expect(codes(falls.map(() => 3.99))).toContain('not-learning')
  })
})
