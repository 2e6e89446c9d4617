import { describe, expect, it } from 'vitest'
import { noFacts, type RunFacts } from '../../lib/detectors/detector.ts'
import { observe, startWatch } from '../../lib/detectors/memory/watch.ts'
import { decay, explodes, healthy, noisy, stands } from './curves.ts'
import { alarmsIn, codesOf, columns, epochs, loud, raised, watched } from './watching.ts'

const jump = (values: number[], at: number, value: number) => values.map((x, row) => (row === at ? value : x))
const then = (...parts: number[][]) => parts.flat()
const constant = (rows: number, value: number) => new Array<number>(rows).fill(value)

describe('a healthy training loss raises no alarm', () => {
  it.each<[string, number[]]>([
    ['that decays with little noise', healthy(100, 0.01)],
    ['that decays with much noise', healthy(300, 0.2)],
    ['that begins with a value far too low', then([0.2], noisy(80, 0.03, decay(4.6, 0.5, 10)))],
    ['that decays slowly', noisy(200, 0.005, decay(2.3, 1.2, 200))],
    ['that is flat after it has learned', noisy(300, 0.02, decay(2.3, 0.4, 10))],
    [
      'that starts at 1e4 and falls to 0.7 at once',
      then(
        [1e4],
        healthy(60).map((x) => x / 3),
      ),
    ],
    ['that spikes once', jump(healthy(100), 60, 8)],
    ['that spikes at every tenth row', healthy(200).map((x, row) => (row % 10 === 9 ? 2 * x : x))],
    [
      'that shifts up by 20 % of its level and goes on',
      noisy(100, 0.01, (row) => decay(2.3, 0.4, 20)(row) * (row < 50 ? 1 : 1.2)),
    ],
    ['that begins anew from its start', then(healthy(60), healthy(60, 0.03, 2))],
    ['that begins anew a little above its start', then(healthy(60), noisy(80, 0.02, decay(3, 0.4, 20)))],
    ['of exactly zero noise', noisy(100, 0, decay(2.3, 0.4, 20))],
    ['that reaches exactly 0', noisy(100, 0, (row) => Math.max(0, 2 - row / 20))],
    ['below zero that falls', noisy(100, 0, (row) => decay(2.3, -3, 20)(row))],
    ['of four points', [2.3, 2.2, 2.31, 2.29]],
  ])('%s', (_title, values) => {
    expect(alarmsIn(values)).toEqual([])
  })
})

describe('a loss that goes wrong is found', () => {
  it.each<[string, number[], string]>([
    ['at the row of a NaN', jump(healthy(50), 30, Number.NaN), 'non-finite@30'],
    ['at the row of an Infinity', jump(healthy(50), 0, Number.POSITIVE_INFINITY), 'non-finite@0'],
    ['at the row of a negative Infinity', jump(healthy(50), 7, Number.NEGATIVE_INFINITY), 'non-finite@7'],
    ['when it jumps over a hundred times its start', then(healthy(50), constant(20, 1e6)), 'diverged@50'],
    ['when it rises ten times in the second row', then([2.3], constant(20, 30)), 'diverged@2'],
    [
      'when it stays four times above its start',
      then(
        [2.3],
        noisy(40, 0.1, () => 9),
      ),
      // Its values fall back from the highest now and then: it might have begun too low.
      'diverged@5',
    ],
    ['when it never learns', stands(60), 'not-learning@21'],
    ['when it repeats one value', constant(40, 0.7), 'not-learning@9'],
  ])('%s', (_title, values, expected) => {
    expect(alarmsIn(values)).toEqual([expected])
  })

  it('finds growth within three rows of leaving its start', () => {
    const [mark] = alarmsIn(explodes(100, 60))
    expect(mark).toMatch(/^diverged@/)
    expect(Number(mark?.split('@')[1])).toBeLessThanOrEqual(67)
  })

  it('finds what jumps to its start first, where a run that begins anew would land, and goes on up', () => {
    const jumps = noisy(80, 0.02, (row) => decay(2.3, 0.3, 12)(row) * (row < 50 ? 1 : 6 + 3 * (row - 50)))
    const [first] = alarmsIn(jumps)
    expect(first).toMatch(/^diverged@5[2345]$/)
  })

  it('finds what falls back to its start in noise and stays there, and does not say that it never learned', () => {
    const firsts = Array.from({ length: 20 }, (_, seed) => {
      const lost = noisy(130, 0.1, (row) => (row < 70 ? decay(2.3, 0.3, 12)(row) : 2.3), seed)
      return alarmsIn(lost)[0] ?? 'nothing@0'
    })
    const prompt = firsts.filter((first) => /^(spike|diverged|climbing)@(7[0-9]|8[0-3])$/.test(first))
    expect(prompt.length).toBeGreaterThanOrEqual(17)
    expect(firsts.filter((first) => first.startsWith('not-learning'))).toEqual([])
  })

  it('finds a level above the start that stays', () => {
    expect(
      codesOf(
        loud(
          watched({
            loss: then(
              healthy(40),
              noisy(40, 0.02, () => 2.9),
            ),
          }),
        ),
      ),
    ).toEqual(['diverged'])
  })

  it('finds a slow creep away from the best level', () => {
    const values = noisy(400, 0.01, (row) =>
      row < 100 ? 4 - row / 100 : Math.min(3.4, 3 + (row - 100) / 200),
    )
    expect(codesOf(watched({ loss: values }))).toContain('diverged')
  })
})

describe('not-learning waits until it is fair to ask', () => {
  const rows = (values: number[], stride: number, firstStep = 0) =>
    raised(loud(observe(startWatch(noFacts), 'run', [columns(values, 'loss', firstStep, stride)])))

  it('stays silent for 300 steps logged one by one', () => expect(rows(stands(300), 1)).toEqual([]))
  it('speaks after 25 rows and 500 steps, loudly after 100,000', () => {
    expect(rows(stands(1900, 0.005, 2), 50)).toEqual([])
    expect(rows(stands(2200, 0.005, 2), 50)).toEqual(['not-learning@1300'])
  })
  it('stays silent where the log begins in the middle of a run', () =>
    expect(rows(stands(60), 20, 100_000)).toEqual([]))
  it('stays silent at the floor of the loss', () =>
    expect(alarmsIn(constant(60, 0.5), { ...epochs, floor: 0.5 })).toEqual([]))

  describe('in ten epochs', () => {
    const still = [0.83, 0.838, 0.834, 0.835, 0.831, 0.836, 0.833, 0.839, 0.832, 0.836]
    const falling = still.map((value, row) => value * (1 - row / 200))
    const rising = still.map((value, row) => value * (1 + row / 200))
    const noisy = still.map((value, row) => value * (1 + (row % 2) / 30))
    const said = (series: Record<string, number[]>, facts: RunFacts = epochs) =>
      raised(loud(watched(series, facts)))

    it('it is said of a loss that does not move', () => {
      expect(said({ loss: still })).toEqual(['not-learning@9'])
      expect(said({ loss: still }, { ...epochs, plannedSteps: 10 })).toEqual(['not-learning@9'])
    })
    it.each<[string, Record<string, number[]>, RunFacts?]>([
      ['where many more are planned', { loss: still }, { ...epochs, plannedSteps: 100 }],
      ['of a loss that falls by half a per cent an epoch', { loss: falling }],
      ['of one that rises as slowly, and may fall as well', { loss: rising }],
      ['where noise may hide a fall', { loss: noisy }],
      ['of validation beside training that falls', { 'val/loss': still, 'train/loss': healthy(10) }],
      ['of the first nine', { loss: still.slice(0, 9) }],
    ])('it is not said %s', (_title, series, facts) => expect(said(series, facts)).toEqual([]))
    it('it is not said of a model that was trained before, as its accuracy shows', () => {
      const facts = { ...epochs, chanceAccuracy: 0.1 }
      expect(said({ loss: still, accuracy: constant(10, 0.1) }, facts)).toEqual(['not-learning@9'])
      expect(said({ loss: still, accuracy: constant(10, 0.9) }, facts)).toEqual([])
    })
  })

  it('is said of validation beside training that learns only where it stands at its start', () => {
    const train = noisy(60, 0.002, decay(1, 0.8, 25))
    const validation = (last: number) => noisy(60, 0.004, decay(1, last, 6), 7)
    const said = (series: Record<string, number[]>) => raised(loud(watched(series)))
    expect(said({ 'train/loss': train, 'val/loss': validation(0.92) })).toEqual([])
    expect(said({ 'train/loss': train, 'val/loss': validation(0.99) })).toEqual(['not-learning@21'])
    expect(said({ 'val/loss': validation(0.92) })).toEqual(['not-learning@32'])
  })

  it('is not said of validation that has risen by more than a quarter and stands there', () => {
    const train = noisy(80, 0.4, decay(0.1, 0.04, 60))
    const validation = noisy(80, 0.02, (row) => 0.69 + 0.2 * Math.min(1, row / 30), 7)
    const codes = codesOf(watched({ 'train/loss': train, 'val/loss': validation }))
    expect(codes).not.toContain('not-learning')
  })

  it('is not said of validation that was far below a guess from the first value on', () => {
    const validation = noisy(40, 0.002, decay(0.855, 0.842, 4))
    const said = (chanceLevel: number) =>
      raised(loud(watched({ 'val/loss': validation }, { ...epochs, chanceLevel })))
    expect(said(1)).toEqual([])
    expect(said(0.86)).toEqual(['not-learning@24'])
  })

  it('is over when the loss breaks through', () => {
    const findings = loud(watched({ loss: then(stands(45), noisy(60, 0.005, decay(Math.LN10, 0.3, 10))) }))
    expect(raised(findings)).toEqual(['not-learning@21'])
    expect(findings.at(-1)?.resolvedStep).toBeGreaterThan(45)
  })
})

describe('a loss that stands', () => {
  const codes = (series: Record<string, number[]>, facts = epochs) => raised(watched(series, facts))
  const guess = (classes: number) => constant(14, Number(Math.log(classes).toFixed(4)))
  const late = (values: number[], facts = epochs) =>
    raised(observe(startWatch(facts), 'run', [columns(values, 'loss', 30)]))

  it.each([2, 10, 1000])('where one guesses among %i classes is known without its name', (classes) => {
    expect(late(guess(classes))).toEqual(['not-learning@39'])
  })

  it.each<[string, number[], RunFacts]>([
    ['names another loss', guess(10), { ...epochs, lossNamed: true }],
    ['stands anywhere else', constant(14, 2.25), epochs],
    ['comes by', noisy(14, 0.01, () => Math.LN10), epochs],
  ])('is not said to guess when it %s', (_title, values, facts) => {
    expect(late(values, facts)).toEqual([])
  })

  it('is told of a part of a loss, as a note, after twice the patience', () => {
    const part = noisy(60, 0.002, () => 3.5)
    expect(codes({ 'train/box_loss': part })).toContain('not-learning@41')
    expect(watched({ 'train/box_loss': part })[0]?.severity).toBe('info')
    const risen = part.map((value, row) => value * (1 + Math.min(row, 20) / 400))
    expect(codesOf(watched({ 'train/box_loss': risen }))).not.toContain('not-learning')
  })
})
