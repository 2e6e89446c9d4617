import { describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/memory/facts.ts'
import { decay, explodes, healthy, noisy, stands } from './curves.ts'
import { epochs, loud, watched } from './watching.ts'

const constant = (rows: number, value: number) => new Array<number>(rows).fill(value)
const broken = healthy(60).map((value, row) => (row > 30 && row < 45 ? Number.NaN : value))

describe('a loss that is flat since the learning rate was cut', () => {
  const falls = decay(2.3, 0.5, 40)
  const rates = Array.from({ length: 160 }, (_, row) => (row < 60 ? 0.1 : 0.001))
  const flatWith = (loss: number[], lr: number[]) =>
    watched({ loss, lr }, epochs).find(({ code }) => code === 'flat')

  it('is said to have too low a rate, as a note', () => {
    const stuck = noisy(160, 0.002, (row) => falls(Math.min(row, 60)))
    expect(flatWith(stuck, rates)).toMatchObject({ severity: 'info', causes: ['learning-rate-too-low'] })
    expect(flatWith(stuck, constant(160, 0.1))).toMatchObject({ causes: [] })
  })

  it('is not where the cut lowered it, as cuts do', () => {
    const lowered = noisy(160, 0.002, (row) => (row < 60 ? falls(row) : 0.6))
    expect(flatWith(lowered, rates)).toMatchObject({ severity: 'info', causes: [] })
  })
})

describe('causes', () => {
  const firstCauses = (series: Record<string, number[]>, facts = epochs) =>
    loud(watched(series, facts)).find(({ series }) => series === 'loss')?.causes

  it.each<[string, string[] | undefined, string[]]>([
    [
      'a constant learning rate at a divergence',
      firstCauses({ loss: explodes(80, 50), lr: constant(80, 1) }),
      ['learning-rate-too-high'],
    ],
    [
      'a learning rate among the parameters',
      firstCauses({ loss: explodes(80, 50) }, { ...epochs, params: { lr: 1 } }),
      ['learning-rate-too-high'],
    ],
    [
      'a learning rate long past its maximum',
      firstCauses({ loss: explodes(80, 50), lr: noisy(80, 0, decay(1, 0, 10)) }),
      [],
    ],
    [
      'a gradient norm that rose first',
      firstCauses({ loss: explodes(80, 50), grad_norm: noisy(80, 0.1, (row) => (row < 48 ? 1 : 100)) }),
      ['gradient-explosion'],
    ],
    [
      'the same number from the start, where a guess among four classes stands, of a loss without a name',
      firstCauses({ loss: constant(12, 1.3863) }),
      ['chance-level'],
    ],
    ['the same number from the start, where no guess stands', firstCauses({ loss: constant(12, 1.5) }), []],
    ['NaN out of the blue', firstCauses({ loss: broken, lr: constant(60, 1) }), []],
    ['NaN at the first step', firstCauses({ loss: constant(5, Number.NaN) }, noFacts), ['non-finite-input']],
    ['NaN after the first epoch', firstCauses({ loss: constant(5, Number.NaN) }), []],
    [
      'Infinity where the loss names it',
      firstCauses(
        { loss: [1, Number.POSITIVE_INFINITY] },
        { ...epochs, levels: [{ value: Number.POSITIVE_INFINITY, cause: 'saturated-output' }] },
      ),
      ['saturated-output'],
    ],
    [
      'a loss at its chance level',
      firstCauses({ loss: stands(60) }, { ...epochs, chanceLevel: Math.LN10 }),
      ['chance-level'],
    ],
    [
      'a loss so noisy that its level is not known to two per cent',
      firstCauses({ loss: stands(200, 0.08, 2) }, { ...epochs, chanceLevel: Math.LN10 }),
      [],
    ],
    [
      'a loss at another known level',
      firstCauses({ loss: stands(60) }, { ...epochs, levels: [{ value: 2.3, cause: 'predicts-prior' }] }),
      ['predicts-prior'],
    ],
    [
      'a loss that stands with a dead gradient',
      firstCauses({ loss: stands(60), grad_norm: [1, ...constant(59, 0)] }),
      ['dead-gradient'],
    ],
    [
      'a fall far too slow',
      firstCauses({ loss: noisy(80, 0, (row) => 4 - row / 1e5) }),
      ['learning-rate-too-low'],
    ],
    [
      'a loss that stands at a guess with a rate too low for any optimizer',
      firstCauses({ loss: stands(60) }, { ...epochs, chanceLevel: Math.LN10, params: { lr: 1e-7 } }),
      ['learning-rate-too-low'],
    ],
    [
      'with one too low for SGD',
      firstCauses({ loss: stands(60) }, { ...epochs, params: { lr: 1e-5, optimizer: 'SGD' } }),
      ['learning-rate-too-low'],
    ],
    [
      'with one that fine-tunings have',
      firstCauses({ loss: stands(60) }, { ...epochs, params: { lr: 1e-5, optimizer: 'AdamW' } }),
      [],
    ],
    [
      'a loss that stands at ln 10 with an accuracy of a tenth',
      firstCauses({ loss: stands(60), 'val/accuracy': constant(60, 0.11) }, { ...epochs, lossNamed: true }),
      ['chance-level'],
    ],
    ['a loss that stands nobody knows why', firstCauses({ loss: stands(60) }), []],
  ])('%s', (_title, causes, expected) => {
    expect(causes).toEqual(expected)
  })
})

describe('a NaN in the first epoch', () => {
  const facts = { ...noFacts, stepsPerEpoch: 40 }
  const causesOf = (loss: number[], beside: Record<string, number[]> = {}) =>
    watched({ loss, ...beside }, facts).find(({ code }) => code === 'non-finite')?.causes
  const calm = noisy(20, 0.01, decay(2.3, 2, 20))

  it('comes with its batch, where all was calm until then', () => {
    expect(causesOf([...calm, Number.NaN])).toEqual(['non-finite-input'])
    const norms = [...noisy(20, 0.1, () => 1), Number.NaN]
    expect(causesOf([...calm, Number.NaN], { grad_norm: norms })).toEqual(['non-finite-input'])
  })

  it('has no known cause after it, nor where the loss was rising, nor an Infinity', () => {
    const later = noisy(60, 0.01, decay(2.3, 2, 20))
    expect(causesOf([...later, Number.NaN])).toEqual([])
    expect(causesOf([2.3, 2.4, 2.6, 3.1, 4, Number.NaN])).toEqual([])
    expect(causesOf([...calm, Number.POSITIVE_INFINITY])).toEqual([])
  })
})
