/** What other runs of a project say of one: where they stood when they were as far on their way. */
import { describe, expect, it } from 'vitest'
import type { RunFacts } from '../../lib/detectors/detector.ts'
import { type Siblings, siblingsOf } from '../../lib/detectors/memory/siblings.ts'
import { observe, startWatch, type Watch } from '../../lib/detectors/memory/watch.ts'
import { describeFinding } from '../../lib/detectors/words/message.ts'
import type { Finding } from '../../lib/run.ts'
import { decay, healthy, noisy, stands } from './curves.ts'
import { columns, epochs, loud, raised } from './watching.ts'

/** Falls for ten rows, then stands for good. */
const arrives = noisy(120, 0.002, decay(2.3, 1.2, 4))
const better = healthy(120)

function runOf(values: readonly number[], facts = epochs, stride = 1): Watch {
  const watch = startWatch(facts)
  observe(watch, 'other', [columns(values, 'train/loss', 0, stride)])
  return watch
}

const beside = (
  others: readonly (readonly number[])[],
  values: readonly number[],
  { facts = epochs, stride = 1 } = {},
) =>
  observe(
    startWatch(facts),
    'run',
    [columns(values, 'train/loss', 0, stride)],
    siblingsOf(others.map((other) => runOf(other, facts))),
  )
const codeOf = (code: string, findings: readonly Finding[]) =>
  findings.filter((finding) => finding.code === code)

describe('a flat loss and other runs of its project', () => {
  it('is a warning where two got clearly lower, and says how far', () => {
    const [finding] = codeOf('flat', beside([better, better, arrives], arrives))
    expect(finding).toMatchObject({ severity: 'warning', causes: ['siblings-do-better'] })
    expect(finding?.evidence.siblings).toBe(2)
    const [cause] = describeFinding(finding as Finding).causes
    expect(cause).toMatch(/got clearly lower. 2 of them did, the best to 0\.\d+\.$/)
  })

  it.each<[string, number[][]]>([
    ['only one did', [better, arrives]],
    ['two of nine did', [better, better, ...new Array<number[]>(7).fill(arrives)]],
    ['they ended where it stands', [arrives, arrives]],
    ['they never learned', [stands(120), stands(120)]],
    ['they have only begun', [better.slice(0, 2), better.slice(0, 2)]],
    ['they were no lower at that step', [1, 2].map((seed) => noisy(900, 0.002, decay(2.3, 0.2, 900), seed))],
  ])('is a note where %s', (_title, others) => {
    expect(codeOf('flat', beside(others, arrives))[0]).toMatchObject({ severity: 'info', causes: [] })
  })

  it('leaves a run alone that goes on falling', () => {
    expect(loud(beside([better, better], healthy(120)))).toEqual([])
  })

  it('is named last where a run does not learn at all', () => {
    const findings = beside([better, better], stands(60))
    expect(codeOf('not-learning', findings)[0]?.causes).toEqual(['siblings-do-better'])
  })
})

/** Each about as fast as the others. */
const three = [1, 2, 3].map((seed) => noisy(300, 0.05, decay(2.3, 0.4, 55 + 5 * seed), seed))
/** Falls as nicely, by 60 %, and never gets as low. */
const shuffled = noisy(300, 0.05, decay(2.3, 0.9, 60), 9)
const behindOf = (findings: readonly Finding[]) => codeOf('behind-siblings', findings)

describe('a loss that falls, above what other runs had reached by then', () => {
  it('is a warning beside three, with where they stood', () => {
    const [finding, ...more] = behindOf(beside(three, shuffled))
    expect(more).toEqual([])
    expect(finding).toMatchObject({ severity: 'warning', causes: [], resolvedStep: null })
    const { evidence, step, raisedStep } = finding as Finding
    expect(evidence.siblings).toBe(3)
    // The median of the last eighth, up to a seventh of the way before.
    for (const [name, seed] of [
      ['siblingsBest', 1],
      ['siblingsReached', 3],
    ] as const) {
      const [from, to] = [0.7, 1].map((share) => decay(2.3, 0.4, 55 + 5 * seed)(share * raisedStep))
      expect(evidence[name]).toBeLessThan(from as number)
      expect(evidence[name]).toBeGreaterThan(0.95 * (to as number))
    }
    expect(raisedStep - step).toBeGreaterThanOrEqual(raisedStep / 9)
    expect(describeFinding(finding as Finding).happened).toMatch(
      /Of 3 other runs of its project most had come down to 0\.\d+ or lower by the same point, the best to 0\.\d+\.$/,
    )
  })

  it('is a note beside two, and nothing beside one', () => {
    expect(behindOf(beside(three.slice(1), shuffled))[0]).toMatchObject({ severity: 'info' })
    expect(behindOf(beside(three.slice(2), shuffled))).toEqual([])
  })

  it.each<[string, number[][], number[]]>([
    ['it is one of them', three, noisy(300, 0.05, decay(2.3, 0.42, 70), 9)],
    ['they differ as much among themselves', [...three, noisy(300, 0.05, decay(2.3, 1.3, 60), 4)], shuffled],
    [
      'they learned too little',
      [1, 2, 3].map((seed) => noisy(300, 0.05, decay(2.3, 0.85, 60), seed)),
      shuffled,
    ],
    ['it is too noisy to tell', three, noisy(300, 0.6, decay(2.3, 0.7, 60), 9)],
    ['they were no further at that step', three, shuffled.slice(0, 30)],
  ])('is not told where %s', (_title, others, values) => {
    expect(behindOf(beside(others, values))).toEqual([])
  })

  it('is over when it has caught up', () => {
    const catchesUp = noisy(300, 0.03, (row) => decay(2.3, row < 150 ? 0.9 : 0.4, 60)(row), 9)
    const findings = behindOf(beside(three, catchesUp))
    expect(findings).toHaveLength(2)
    expect(findings[1]?.resolvedStep).toBeGreaterThan(150)
    expect(describeFinding(findings[1] as Finding).happened).toMatch(/caught up since, and stood at 0\.\d+/)
  })

  it('is told again of the next such run, beside many', () => {
    const many = [...Array(12).keys()].map((seed) => noisy(300, 0.05, decay(2.3, 0.4, 60), seed))
    expect(behindOf(beside([...many, shuffled, shuffled], shuffled))).toHaveLength(1)
  })

  it.each<[string, (value: number) => number]>([
    ['a millionth of it', (value) => 1e-6 * value],
    ['a million times it', (value) => 1e6 * value],
  ])('does not depend on the scale: %s', (_title, scaled) => {
    const of = (to: (value: number) => number) =>
      raised(
        beside(
          three.map((other) => other.map(to)),
          shuffled.map(to),
        ),
      )
    expect(of(scaled)).toEqual(of((value) => value))
  })

  it('needs no zero', () => {
    const below = (values: readonly number[]) => values.map((value) => value - 5)
    const at = (findings: Finding[]) => raised(behindOf(findings))
    expect(at(beside(three.map(below), below(shuffled)))).toEqual(at(beside(three, shuffled)))
  })

  it('is the same in pieces', () => {
    const siblings = siblingsOf(three.map((other) => runOf(other)))
    const watch = startWatch(epochs)
    const found = [...shuffled.keys()].flatMap((row) =>
      observe(watch, 'run', [columns([shuffled[row] as number], 'train/loss', row)], siblings),
    )
    expect(found).toEqual(beside(three, shuffled))
  })
})

describe('how far a run is beside others', () => {
  const planned = (plannedSteps: number): RunFacts => ({ ...epochs, stepsPerEpoch: null, plannedSteps })
  const besidePlans = (facts: RunFacts, siblings: Siblings, values: readonly number[], stride = 1) =>
    behindOf(observe(startWatch(facts), 'run', [columns(values, 'train/loss', 0, stride)], siblings))
  const siblings = siblingsOf(three.map((other) => runOf(other, planned(300))))

  it('goes by the share of the plan, where both name one', () => {
    const slow = (floor: number) => noisy(1500, 0.05, decay(2.3, floor, 600), 9)
    expect(besidePlans(planned(3000), siblings, slow(0.4))).toEqual([])
    expect(besidePlans(planned(3000), siblings, slow(1.1))).toHaveLength(1)
  })

  it('waits for their end where steps are logged otherwise', () => {
    const facts = { ...epochs, stepsPerEpoch: null }
    const unplanned = siblingsOf(three.map((other) => runOf(other, facts)))
    const [finding] = besidePlans(facts, unplanned, noisy(600, 0.05, decay(2.3, 0.9, 60), 9), 5)
    expect(finding?.raisedStep).toBeGreaterThan(5 * 299)
  })

  describe('by steps alone, which do not tell how long it will be', () => {
    const facts = { ...epochs, stepsPerEpoch: null }
    const besideSteps = (others: readonly (readonly number[])[], values: readonly number[]) =>
      observe(
        startWatch(facts),
        'run',
        [columns(values, 'train/loss')],
        siblingsOf(others.map((other) => runOf(other, facts))),
      )
    const severities = (findings: readonly Finding[]) => findings.map(({ severity }) => severity)

    it('is a note until the run is as long as they were', () => {
      const before = behindOf(besideSteps(three, shuffled.slice(0, 250)))
      expect(severities(before)).toEqual(['info'])
      const [first, second, ...more] = behindOf(besideSteps(three, shuffled))
      expect(more).toEqual([])
      expect(first).toEqual(before[0])
      expect(second).toMatchObject({ id: first?.id, severity: 'warning', raisedStep: first?.raisedStep })
    })

    it('is a note of a longer run, which has caught up by then', () => {
      const longer = noisy(2000, 0.05, decay(2.3, 0.4, 110), 9)
      const found = behindOf(besideSteps(three, longer))
      expect(new Set(severities(found))).toEqual(new Set(['info']))
      expect(found.at(-1)?.resolvedStep).toBeLessThan(2000)
    })

    it('is the same of a flat loss that others got lower than', () => {
      const flatOf = (findings: readonly Finding[]) => severities(codeOf('flat', findings))
      const lower = healthy(300)
      const stays = noisy(300, 0.002, decay(2.3, 1.2, 4))
      expect(flatOf(besideSteps([lower, lower], stays.slice(0, 250)))).toEqual(['info'])
      expect(flatOf(besideSteps([lower, lower], stays))).toEqual(['info', 'warning'])
    })
  })

  it('waits for the end of the longest where they are of many lengths', () => {
    const facts = { ...epochs, stepsPerEpoch: null }
    const lengths = siblingsOf([60, 120, 300].map((rows) => runOf(healthy(rows, 0.05), facts)))
    const [finding] = besidePlans(facts, lengths, noisy(400, 0.02, decay(2.3, 1.2, 60), 9))
    expect(finding?.step).toBeGreaterThanOrEqual(299)
  })
})
