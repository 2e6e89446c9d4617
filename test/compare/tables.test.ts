import { describe, expect, it } from 'vitest'
import { dataOf } from '../../lib/compare/comparability.ts'
import { listed } from '../../lib/compare/compared-run.ts'
import { labelsOf, shortened } from '../../lib/compare/labels.ts'
import { parameterRows } from '../../lib/compare/parameter-rows.ts'
import { scoreRows } from '../../lib/compare/score-rows.ts'
import { setupsOf } from '../../lib/compare/setup.ts'
import { lossAgreement, lossText } from '../../lib/compare/trained-loss.ts'
import type { ParamValue } from '../../lib/run.ts'
import { ce, compared, labelOf, mse, run } from './compared.ts'

describe('scores', () => {
  const marks = (name: string, runs: Parameters<typeof scoreRows>[0]) => {
    const row = scoreRows(runs).find((one) => one.name === name)
    const of = (scores: readonly ({ isBest: boolean } | null)[] = []) =>
      scores.map((score) => score?.isBest ?? null)
    return { best: of(row?.best), last: of(row?.last), obstacle: row?.obstacle }
  }
  const acc = (id: string, best: number, last: number) =>
    compared(run(id, { loss: ce }), { 'val/accuracy': { best, last } })

  it('mark the highest accuracy, best and last on their own', () => {
    const runs = [acc('a', 0.95, 0.8), acc('b', 0.9, 0.9)]
    expect(marks('val/accuracy', runs)).toEqual({
      best: [true, false],
      last: [false, true],
      obstacle: null,
    })
  })

  it('mark the lowest loss of one loss', () => {
    const runs = [0.3, 0.2].map((last, i) => compared(run(`${i}`, { loss: ce }), { 'val/loss': { last } }))
    expect(marks('val/loss', runs).best).toEqual([false, true])
  })

  it('mark no loss over different losses, and say why', () => {
    const runs = [ce, mse].map((loss, i) => compared(run(`${i}`, { loss }), { 'val/loss': { last: i } }))
    expect(marks('val/loss', runs)).toEqual({
      best: [false, false],
      last: [false, false],
      obstacle: 'different-losses',
    })
  })

  it('keep NaN and infinite last values and never mark them', () => {
    const runs = [acc('a', 0.95, Number.NaN), acc('b', 0.9, 0.9), acc('c', 0.8, Number.POSITIVE_INFINITY)]
    expect(marks('val/accuracy', runs).last).toEqual([false, true, false])
    expect(scoreRows(runs)[0]?.last[0]?.value).toBeNaN()
  })

  it('mark all that share the best value, and none where all are equal or alone', () => {
    expect(marks('val/accuracy', [acc('a', 1, 1), acc('b', 1, 1), acc('c', 0, 0)]).best).toEqual([
      true,
      true,
      false,
    ])
    expect(marks('val/accuracy', [acc('a', 1, 1), acc('b', 1, 1)]).best).toEqual([false, false])
    expect(marks('val/accuracy', [acc('a', 1, 1)]).best).toEqual([false])
  })

  it('leave a gap for a run without the series, and give no best where no way is better', () => {
    const runs = [compared(run('a'), { lr: { last: 0.1 } }), compared(run('b'), {})]
    expect(scoreRows(runs)).toMatchObject([
      { name: 'lr', best: [null, null], last: [{ value: 0.1, isBest: false }, null] },
    ])
  })
})

describe('parameters', () => {
  it('differ in loss, seed, tags and params, and what is said twice stands once', () => {
    const rows = parameterRows([
      run('a', {
        loss: ce,
        seed: 1,
        tags: ['x'],
        params: { loss: 'cross-entropy', seed: 1, lr: 0.1, epochs: 8 },
      }),
      run('b', { loss: mse, seed: 2, params: { loss: 'mse', seed: 2, lr: 0.2, epochs: 8 } }),
    ])
    const differing = rows.filter(({ differs }) => differs)
    expect(differing).toEqual([
      { name: 'loss', values: ['cross-entropy', 'mse'], differs: true },
      { name: 'seed', values: ['1', '2'], differs: true },
      { name: 'tags', values: ['x', null], differs: true },
      { name: 'lr', values: ['0.1', '0.2'], differs: true },
    ])
    expect(rows.filter(({ differs }) => !differs).map(({ name }) => name)).toEqual(['project', 'epochs'])
  })

  it('show a missing parameter as a difference, but not a missing fact of the data', () => {
    const rows = parameterRows([run('a', { params: { lr: 1, target_variance: 2 } }), run('b')])
    expect(rows.filter(({ differs }) => differs).map(({ name }) => name)).toEqual(['lr'])
  })
})

describe('a number and the text that reads the same', () => {
  const pair = (first: ParamValue, second: ParamValue) =>
    [first, second].map((value, i) => run(`${i}`, { params: { x: value }, seed: i }))

  it.each<[ParamValue, ParamValue, string[]]>([
    [0, '0', ['0', '"0"']],
    ['false', false, ['"false"', 'false']],
    [1.5, '1.5', ['1.5', '"1.5"']],
  ])('%j and %j are two values, and look it', (first, second, values) => {
    expect(parameterRows(pair(first, second)).find(({ name }) => name === 'x')).toEqual({
      name: 'x',
      values,
      differs: true,
    })
    const setups = setupsOf(
      [...pair(first, second), ...pair(first, second)].map((one) => compared(one, {})),
      labelOf,
    )
    expect(setups.map(({ label, runs }) => [label, runs.length])).toEqual(
      values.map((value) => [`x ${value}`, 2]),
    )
  })

  it('has no quotes where all are texts, or where nothing reads the same', () => {
    const values = (first: ParamValue, second: ParamValue) =>
      parameterRows(pair(first, second)).find(({ name }) => name === 'x')?.values
    expect(values('0.1', '0.2')).toEqual(['0.1', '0.2'])
    expect(values('0', 1)).toEqual(['0', '1'])
  })

  it('name two sets of data', () => {
    const runs = [1, '1'].map((dataset, i) => run(`${i}`, { params: { dataset } }))
    expect(dataOf(runs)).toEqual(['1', '"1"'])
  })

  it('make two losses of an unknown one, and one of a loss whose parameters are known', () => {
    const agreement = (id: string, first: ParamValue, second: ParamValue) =>
      lossAgreement([first, second].map((beta) => ({ loss: { id, params: { beta } } })))
    expect(agreement('mine', 0, '0')).toBe('different')
    expect(agreement('smooth-l1', 0.5, '0.50')).toBe('same')
    expect(lossText({ id: 'mine', params: { beta: '0', kind: 'soft' } })).toBe('mine (beta "0", kind soft)')
    expect(lossText({ id: 'smooth-l1', params: { beta: '0.5' } })).toBe('smooth-l1 (beta 0.5)')
  })
})

describe('labels', () => {
  it('tell namesakes apart by seed, or by id where seeds are alike', () => {
    const twins = [
      run('aaaaaaaa1', { name: 'x', seed: 1 }),
      run('b', { name: 'x', seed: 2 }),
      run('c', { name: 'y' }),
    ]
    expect([...labelsOf(twins).values()]).toEqual(['x · seed 1', 'x · seed 2', 'y'])
    const alike = [run('aaaaaaaa1', { name: 'x' }), run('bbbbbbbb2', { name: 'x' })]
    expect([...labelsOf(alike).values()]).toEqual(['x · aaaaaa', 'x · bbbbbb'])
  })

  it.each([
    ['short', 10, 'short'],
    ['digits-cross-entropy-1a2b', 18, 'digits-cr…opy-1a2b'],
  ])('%s fits into %i letters', (label, most, fitting) => {
    expect(shortened(label, most)).toBe(fitting)
  })

  it('are listed with the rest counted', () => {
    expect(listed(['a'])).toBe('a')
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c')
    expect(listed(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('a, b, c, d and 2 more')
  })
})
