/** Runs that log the losses of single batches: much noise, and outliers for ever. */
import { describe, expect, it } from 'vitest'
import { noFacts, type RunFacts } from '../../lib/detectors/detector.ts'
import { observe, startWatch } from '../../lib/detectors/memory/watch.ts'
import { decay, noisy, spikes, swings } from './curves.ts'
import { codesOf, columns } from './watching.ts'

/** A row every five steps; an epoch has 250. */
const batches: RunFacts = { ...noFacts, stepsPerEpoch: 250, plannedSteps: 20_000 }
const found = (values: number[], facts: RunFacts, name = 'train/loss') =>
  observe(startWatch(facts), 'run', [columns(values, name, 5, 5)])
const found250 = (values: number[], name = 'train/loss') =>
  observe(startWatch(batches), 'run', [columns(values, name, 250, 250)])

describe('of single batches', () => {
  it('swings are none, as they are of epochs and where nobody knows', () => {
    const loss = swings(60)
    expect(codesOf(found(loss, batches))).not.toContain('oscillating')
    expect(codesOf(found(loss, noFacts))).toContain('oscillating')
    expect(codesOf(found(loss, batches, 'val/loss'))).toContain('oscillating')
    expect(codesOf(found250(loss))).toContain('oscillating')
  })

  it('the third spike in a hundred rows is no warning, as it is of epochs and where nobody knows', () => {
    const loss = spikes(100, 20, 47, 81)
    const severities = (findings: ReturnType<typeof found>) => [
      ...new Set(findings.filter(({ code }) => code === 'spike').map(({ severity }) => severity)),
    ]
    expect(severities(found(loss, batches))).toEqual(['info'])
    expect(severities(found(loss, noFacts))).toEqual(['info', 'warning'])
    expect(severities(found250(loss))).toEqual(['info', 'warning'])
  })

  it('after three spikes only one that is higher than all before is told', () => {
    const rows = [20, 55, 110, 141, 190, 241, 277, 330, 371]
    const at = (...heights: number[]) => noisy(400, 0.03, (row) => heights[rows.indexOf(row)] ?? 1)
    const told = (values: number[]) =>
      found(values, batches).filter(({ code, resolvedStep }) => code === 'spike' && resolvedStep === null)
    expect(told(at(3, 4, 3, 3, 3.5, 6, 3, 5, 4))).toHaveLength(4)
    expect(told(at(3, 4, 3))).toHaveLength(3)
  })

  it('forty that stand are no end of progress: the run has hardly begun', () => {
    const loss = noisy(300, 0.02, decay(2.3, 1, 8))
    const flatAt = (facts: RunFacts) => found(loss, facts).find(({ code }) => code === 'flat')?.raisedStep
    expect(flatAt(batches)).toBeGreaterThanOrEqual(500)
    expect(flatAt(noFacts)).toBeGreaterThanOrEqual(500)
    expect(flatAt({ ...noFacts, stepsPerEpoch: 10 })).toBeLessThan(500)
  })
})

describe('divergence of single batches', () => {
  const divergedIn = (values: number[], facts: RunFacts) =>
    found(values, facts).filter(({ code }) => code === 'diverged')
  /** The first batch was an easy one. */
  const easyFirst = noisy(300, 0.3, (row) => (row === 0 ? 0.6 : 1), 3)

  it('is not that the first was an easy one', () => {
    expect(divergedIn(easyFirst, batches)).toEqual([])
  })

  it('is found all the same where it is one', () => {
    const explodes = easyFirst.map((value, row) => (row < 200 ? value : value * 1.5 ** (row - 199)))
    expect(divergedIn(explodes, batches)[0]?.raisedStep).toBeLessThan(5 * 212)
  })

  it('is no slow creep, since the best of hundreds is a lucky one, but a climb as soon as wide bins leave no doubt', () => {
    const shape = decay(2, 1, 20)
    const creeps = noisy(600, 0.05, (row) => shape(row) + Math.max(0, 0.002 * Math.min(row - 200, 150)))
    expect(divergedIn(creeps, batches)).toEqual([])
    const climbed = found(creeps, batches).filter(({ code }) => code === 'climbing')
    expect(climbed[0]?.raisedStep).toBeGreaterThan(5 * 200)
    expect(climbed[0]?.raisedStep).toBeLessThan(5 * 400)
  })
})

describe('standing of single batches', () => {
  /** Of ten runs. */
  const told = (rows: number, noise: number, facts: RunFacts) =>
    Array.from({ length: 10 }, (_, i) => noisy(rows, noise, () => 1, i + 1)).filter((loss) =>
      codesOf(found(loss, facts)).includes('not-learning'),
    ).length

  it('is told where no noise can hide a fall, or wide bins have smoothed it, and else left to epochs and validation', () => {
    expect(told(260, 0.01, batches)).toBeGreaterThanOrEqual(8)
    expect(told(120, 0.12, batches)).toBeLessThanOrEqual(1)
    expect(told(500, 0.12, batches)).toBeGreaterThanOrEqual(7)
    expect(told(400, 0.12, noFacts)).toBeGreaterThanOrEqual(8)
  })
})

describe('a loss below zero with much noise', () => {
  const noise = noisy(150, 0.23, () => 1).map((value) => value - 1)
  const at = (shape: (row: number) => number) => noise.map((value, row) => value + shape(row))

  it('has learned where it is two sigma below its start', () => {
    expect(codesOf(found(at(decay(0.4, -0.8, 10)), batches))).not.toContain('not-learning')
  })

  it('has not where it is somewhere in its noise', () => {
    const stands = at(() => -0.8)
    expect(codesOf(found(stands, { ...batches, plannedSteps: null }))).toContain('not-learning')
  })
})
