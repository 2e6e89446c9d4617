import { describe, expect, it } from 'vitest'
import { mainMetric, nothingSaid } from '../../lib/summary/main-metric.ts'
import { explodes, healthy } from './curves.ts'
import { codesOf, epochs, watched } from './watching.ts'

const { NaN: nan, POSITIVE_INFINITY: infinite } = Number
const constant = (rows: number, value: number) => new Array<number>(rows).fill(value)

/** The last state of each finding of a code: its severity, whether it is over. */
function marks(code: string, series: Record<string, number[]>): string[] {
  const found = watched(series, epochs).filter((finding) => finding.code === code)
  const last = new Map(found.map((finding) => [finding.id, finding]))
  return [...last.values()].map(({ series, step, severity, resolvedStep }) =>
    [series, step, severity, ...(resolvedStep === null ? [] : [`over at ${resolvedStep}`])].join(' '),
  )
}

describe('a gradient norm that is not finite', () => {
  it.each<[string, number[], string[]]>([
    ['for 40 rows beside a loss that looks fine', constant(40, nan), ['grad_norm 0 critical']],
    ['for nine rows', [...constant(9, nan), ...constant(5, 1)], ['grad_norm 0 info']],
    ['once, from a loss scaler', [1, infinite, ...constant(20, 1)], ['grad_norm 1 info over at 11']],
    ['while a loss scaler looks for its scale', [...constant(16, infinite), 1], ['grad_norm 0 info']],
    ['from the middle on', [...constant(20, 1), ...constant(20, nan)], ['grad_norm 20 critical']],
    [
      'in every second row',
      Array.from({ length: 60 }, (_, i) => (i % 2 ? nan : 1)),
      ['grad_norm 1 critical'],
    ],
    ['and stays infinite', constant(40, infinite), ['grad_norm 0 warning']],
    ['never', constant(40, 1), []],
  ])('%s', (_title, norm, expected) => {
    expect(marks('broken-gradient', { loss: healthy(40), grad_norm: norm })).toEqual(expected)
  })
})

describe('a gradient norm that turns NaN and stays', () => {
  const norm = [...constant(20, 1), ...constant(20, nan)]
  it.each<[string, Record<string, number[]>]>([
    ['a loss that falls', { loss: healthy(40) }],
    ['a loss that stands', { loss: constant(40, 2.3) }],
    ['a loss that is printed as 0', { loss: [...healthy(20), ...constant(20, 0)] }],
    ['a loss that is NaN itself', { loss: [...healthy(20), ...constant(20, nan)] }],
    ['one side of a game', { d_loss: healthy(40) }],
    ['the loss of a policy', { loss: constant(40, 0), reward: healthy(40) }],
  ])('is critical beside %s, as a loss that is NaN is', (_title, series) => {
    expect(marks('broken-gradient', { ...series, grad_norm: norm })).toEqual(['grad_norm 20 critical'])
  })

  it('is a note where a loss scaler overflows once', () => {
    for (const value of [nan, infinite])
      expect(
        marks('broken-gradient', { loss: healthy(40), grad_norm: [...constant(20, 1), value, 1] }),
      ).toEqual(['grad_norm 20 info'])
  })
})

describe('a metric that is not finite', () => {
  it('is critical where it is the gradient norm of another layer', () => {
    const norms = {
      'grad_norm/layer1': constant(40, 1),
      'grad_norm/layer2': [...constant(20, 1), ...constant(20, nan)],
    }
    expect(marks('broken-metric', { loss: healthy(40), ...norms })).toEqual(['grad_norm/layer2 20 critical'])
  })

  it('is noted once, and is over after ten values', () => {
    const f1 = [0.5, nan, nan, ...constant(10, 0.5)]
    expect(marks('broken-metric', { loss: healthy(13), 'val/f1': f1 })).toEqual(['val/f1 1 info over at 12'])
  })

  it('is not told beside a loss that is broken itself', () => {
    const broken = [...healthy(10), nan, nan]
    const codes = codesOf(watched({ loss: broken, 'val/f1': [...constant(10, 0.5), nan, nan] }))
    expect(new Set(codes)).toEqual(new Set(['non-finite']))
  })
})

describe('the main metric of a run', () => {
  const said = { ...epochs, mainMetric: 'objective' }
  it('is watched as a loss, on both splits', () => {
    expect(codesOf(watched({ objective: [1, nan] }, said))).toContain('non-finite')
    expect(codesOf(watched({ objective: explodes(60, 30) }, said))).toContain('diverged')
    expect(codesOf(watched({ 'val/objective': [1, nan] }, said))).toContain('non-finite')
    expect(codesOf(watched({ objective: explodes(60, 30) }, epochs))).not.toContain('diverged')
    expect(mainMetric(['lr', 'objective'], { ...nothingSaid, mainMetric: 'objective' })).toBe('objective')
  })

  it('is no loss where the run says that higher is better', () => {
    const rising = { ...epochs, directions: { 'train/loss': 'higher' as const } }
    expect(watched({ 'train/loss': explodes(60, 30) }, rising)).toEqual([])
  })
})
