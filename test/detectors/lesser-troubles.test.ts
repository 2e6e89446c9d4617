import { describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { describeFinding } from '../../lib/detectors/words/message.ts'
import { decay, healthy, noisy, spikes, stands, swings } from './curves.ts'
import { codesOf, epochs, marks, watched } from './watching.ts'

const constant = (rows: number, value: number) => new Array<number>(rows).fill(value)
const bounded = { ...epochs, lowerBound: 0 }

describe('zeros that hide a NaN', () => {
  it.each<[string, Record<string, number[]>, string[]]>([
    ['twice running from high above', { loss: [...healthy(20), 0, 0, 0, 0] }, ['21 warning']],
    ['from the first row on', { loss: constant(10, 0) }, ['1 warning']],
    [
      'with a gradient norm that is none',
      { loss: [...healthy(9), 0, 0], grad_norm: constant(11, Number.NaN) },
      ['10 critical'],
    ],
    ['after one value with many digits', { loss: [0.1234, 0, 0] }, ['2 warning']],
    ['until another value comes', { loss: [...healthy(20), 0, 0, 0.5] }, ['21 warning over at 22']],
  ])('are found: %s', (_title, series, expected) => {
    expect(marks('masked-nan', series)).toEqual(expected)
  })

  it.each<[string, number[]]>([
    ['once', [...healthy(20), 0, 1, 1]],
    ['of a hinge, which is 0 of some batches', [...healthy(20), 0, 1, 0.8, 0, 0, 0.9]],
    ['at the end of a fall to nothing', noisy(60, 0, (row) => Math.max(0, 2 - row / 20))],
    ['of a loss that has become tiny', [...noisy(40, 0.1, decay(2, 1e-5, 3)), 0, 0, 0]],
    ['after so few units of the last digit that is printed', [0.0001, 0, 0, 0]],
    ['after few of them, all the same', [0.12, 0.11, 0.13, 0.12, 0, 0, 0]],
  ])('are none: %s', (_title, loss) => {
    expect(marks('masked-nan', { loss })).toEqual([])
  })
  it('are none where a discriminator wins every time', () => {
    expect(marks('masked-nan', { discriminator_loss: [...healthy(20), 0, 0, 0, 0] })).toEqual([])
  })
})

describe('a value below the bound', () => {
  it('is found, and over after twenty values above', () => {
    expect(marks('negative', { loss: [1, 0.5, -0.2, ...constant(20, 0.3)] }, bounded)).toEqual([
      '2 warning over at 22',
    ])
  })

  it.each<[string, number[], typeof epochs]>([
    ['a loss without a bound', [1, 0.5, -0.2], epochs],
    ['rounding', [1, 1e-9, -1e-9], bounded],
    ['zero itself', [1, 0, 0.1], bounded],
  ])('is not %s', (_title, loss, facts) => {
    expect(marks('negative', { loss }, facts)).toEqual([])
  })
})

describe('a spike', () => {
  it.each<[string, number[], string[]]>([
    ['is a piece of information, and over when the loss is back', spikes(80, 50), ['51 info over at 55']],
    [
      'is a warning when it is the third in 100 rows',
      spikes(100, 20, 47, 81),
      ['21 info over at 25', '48 info over at 52', '81 warning over at 86'],
    ],
    [
      'is silent from the fourth on when it comes at even steps',
      spikes(200, 20, 50, 80, 110, 140),
      ['20 info over at 25', '51 info over at 55', '81 info over at 85'],
    ],
  ])('%s', (_title, loss, expected) => {
    expect(marks('spike', { loss })).toEqual(expected)
  })

  it('is a quarter of the level too, where that is far beyond all noise and all that was ever gained', () => {
    const still = (high: number) => noisy(60, 0.001, (row) => Math.LN2 * (row === 40 ? high : 1))
    expect(marks('spike', { loss: still(1.25) })).toEqual(['40 info over at 45'])
    expect(marks('spike', { loss: still(1.15) })).toEqual([])
    const learned = noisy(60, 0.001, (row) => (row < 5 ? 1.5 : 1) * Math.LN2 * (row === 40 ? 1.25 : 1))
    expect(marks('spike', { loss: learned })).toEqual([])
  })

  it('is told a row later where a run that begins anew would land, and of its own row', () => {
    const [finding] = watched({ loss: spikes(100, 20) }).filter(({ code }) => code === 'spike')
    expect(finding).toMatchObject({ step: 20, raisedStep: 21, evidence: { value: spikes(100, 20)[20] } })
  })

  it('is no news on one side of a game of two networks', () => {
    expect(marks('spike', { discriminator_loss: spikes(80, 50) })).toEqual([])
  })

  it('is not a run that begins anew', () => {
    expect(marks('spike', { loss: [...healthy(40), ...healthy(40)] })).toEqual([])
  })

  it('is not the tail of noise that goes that high now and then', () => {
    // Single batches: most near their mean, one in ten far above.
    const skewed = noisy(400, 0.1, (row) => (row % 10 === 7 ? 1.6 + 0.4 * Math.sin(row) : 1))
    // Until it has been seen a few times it is one.
    const early = marks('spike', { loss: skewed })
    expect(early.every((mark) => Number.parseInt(mark, 10) < 60)).toBe(true)
    const higher = skewed.map((value, row) => (row === 305 ? 12 : value))
    expect(marks('spike', { loss: higher })).toEqual([...early, '305 info over at 310'])
  })

  it('is not said to have come back where the loss blew up', () => {
    const blown = noisy(300, 0.02, (row) => (row < 200 ? decay(2.3, 0.3, 60)(row) : 1.2 ** (row - 200)))
    const over = watched({ 'train/loss': blown }, noFacts).findLast(({ code }) => code === 'spike')
    expect(over?.resolvedStep).not.toBeNull()
    expect(over && describeFinding(over).happened).toMatch(/It has stayed up, which is more than a spike\.$/)
  })

  it('is a warning when it has not come back within ten rows', () => {
    const loss = noisy(100, 0.02, (row) => decay(4, 0.4, 10)(row) * (row < 60 ? 1 : 2.2))
    expect(marks('spike', { loss })[0]).toMatch(/^60 warning/)
  })

  it.each<[string, number[]]>([
    ['noise', healthy(300, 0.2)],
    [
      'a level that shifts by a third',
      noisy(100, 0.01, (row) => decay(2.3, 0.4, 20)(row) * (row < 50 ? 1 : 1.35)),
    ],
    ['a slope', noisy(100, 0.01, (row) => (row < 40 ? 2 - row / 25 : 0.4 + (row - 40) / 30))],
  ])('is not %s', (_title, loss) => {
    expect(marks('spike', { loss })).toEqual([])
  })
})

describe('going up and down', () => {
  it('is found where the swings are a large part of the progress', () => {
    expect(marks('oscillating', { loss: swings(60) })).toEqual(['19 info'])
  })

  it('keeps how it swung once it is calm', () => {
    const calm = [...swings(60), ...new Array<number>(40).fill(2)]
    const over = watched({ loss: calm }).find(
      (one) => one.code === 'oscillating' && one.resolvedStep !== null,
    )
    expect(over?.evidence.turns).toBeGreaterThan(10)
  })

  it.each<[string, number[]]>([
    ['a noisy decay', healthy(200, 0.08)],
    ['noisy validation that gets lower', noisy(60, 0.22, decay(2, 1, 20))],
    ['noise at the start level', stands(100, 0.02)],
    ['a smooth wave', noisy(200, 0, (row) => 2 + Math.sin(row / 10))],
  ])('is not %s', (_title, loss) => {
    expect(marks('oscillating', { loss })).toEqual([])
  })
})

describe('no improvement', () => {
  const arrived = noisy(200, 0.01, decay(2.3, 0.4, 8))

  it('is a piece of information', () => {
    expect(marks('flat', { loss: arrived })[0]).toMatch(/info/)
  })

  it('is success at the floor of the loss, and a warning at a level that names a mistake', () => {
    const at = (facts: object) =>
      watched({ loss: arrived }, { ...epochs, ...facts }).find(({ code }) => code === 'flat')
    expect(at({ floor: 0.4 })).toMatchObject({ severity: 'info', causes: ['at-floor'] })
    expect(at({ levels: [{ value: 0.4, cause: 'softmax-before-cross-entropy' }] })).toMatchObject({
      severity: 'warning',
      causes: ['softmax-before-cross-entropy'],
    })
  })

  it('is no softmax too many where the loss was below what such a one can reach', () => {
    const twice = Math.log1p(9 / Math.E)
    const levels = [{ value: twice, cause: 'softmax-before-cross-entropy' }]
    const causesAt = (level: number) =>
      watched({ loss: noisy(200, 0.002, decay(2.3, level, 8)) }, { ...epochs, levels }).find(
        ({ code }) => code === 'flat',
      )?.causes
    expect(causesAt(twice)).toEqual(['softmax-before-cross-entropy'])
    expect(causesAt(1.01 * twice)).toEqual(['softmax-before-cross-entropy'])
    expect(causesAt(0.985 * twice)).toEqual([])
  })

  it('is said of few runs that may be falling among their noise', () => {
    const seeds = Array.from({ length: 30 }, (_, seed) => seed)
    const said = (last: number) =>
      seeds.filter((seed) =>
        codesOf(
          watched({ loss: noisy(80, 0.05, (row) => (row === 0 ? 6 : 2 - (row * (2 - last)) / 80), seed) }),
        ).includes('flat'),
      ).length
    expect(said(1.7)).toBeLessThanOrEqual(10)
    expect(said(2)).toBeGreaterThanOrEqual(25)
  })

  it('is over with a new best', () => {
    const loss = noisy(200, 0.005, (row) => decay(2.3, 0.4, 8)(row) * (row < 130 ? 1 : 0.7))
    expect(marks('flat', { loss }).join()).toMatch(/over at 13\d/)
  })

  it.each<[string, number[]]>([
    ['a run that still falls', noisy(200, 0.01, decay(2.3, 0.4, 150))],
    ['a short run', healthy(39)],
    ['a run that falls in much noise', noisy(60, 0.2, decay(2, 0.9, 60), 3)],
  ])('is not said of %s', (_title, loss) => {
    expect(marks('flat', { loss })).toEqual([])
  })
})

describe('the gradient norm', () => {
  const ones = noisy(80, 0.1, () => 1)
  it.each<[string, string, number[], string[]]>([
    ['dead for ten rows', 'dead-gradient', [...ones, ...constant(15, 0)], ['89 warning']],
    ['dead and back', 'dead-gradient', [...ones, ...constant(12, 0), ...ones], ['89 warning over at 101']],
    ['a hundred times its median', 'exploding-gradient', [...ones, 500, ...ones], ['80 warning over at 90']],
  ])('is found: %s', (_title, code, norm, expected) => {
    expect(marks(code, { loss: healthy(norm.length), grad_norm: norm })).toEqual(expected)
  })

  it('has not exploded where it had been larger at its start', () => {
    const norm = [...noisy(200, 0.1, (row) => 0.5 + 700 * Math.exp(-row / 10)), 80, ...constant(20, 0.5)]
    expect(marks('exploding-gradient', { loss: healthy(norm.length), grad_norm: norm })).toEqual([])
  })

  it.each<[string, number[]]>([
    ['small', ones.map((norm) => norm * 1e-9)],
    ['clipped', constant(80, 1)],
    ['noisy over a decade', noisy(200, 0, (row) => 10 ** Math.sin(row * 12.9898))],
    ['falling over six decades', noisy(200, 0.1, decay(1, 1e-6, 12))],
  ])('is nothing to speak of when it is %s', (_title, norm) => {
    expect(codesOf(watched({ grad_norm: norm }))).toEqual([])
  })
})
