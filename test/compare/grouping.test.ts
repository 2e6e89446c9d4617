import { describe, expect, it } from 'vitest'
import {
  defaultGrouping,
  groupingFrom,
  groupingsOf,
  groupingText,
  groupsOf,
} from '../../lib/compare/grouping.ts'
import { ce, mse, run } from './compared.ts'

describe('groups', () => {
  const runs = [
    run('a', { loss: mse, seed: 1, params: { lr: 0.1 }, group: 'sweep' }),
    run('b', { loss: ce, seed: 1, params: { lr: '0.1' }, group: 'sweep' }),
    run('c', { loss: { ...mse, params: {} }, seed: 2, params: { lr: 0.1 } }),
    run('d', { loss: null, seed: 1, params: {} }),
  ]
  const ids = (text: string) => groupsOf(runs, groupingFrom(text) ?? { by: 'none' }).map((one) => one.ids)
  const labels = (text: string) =>
    groupsOf(runs, groupingFrom(text) ?? { by: 'none' }).map((one) => one.label)

  it('are the runs of one loss, of one sweep, or of one value of a parameter', () => {
    expect(ids('loss')).toEqual([['a', 'c'], ['b'], ['d']])
    expect(labels('loss')).toEqual(['mse', 'cross-entropy', 'no loss named'])
    expect(ids('sweep')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(labels('sweep')).toEqual(['sweep', 'in no sweep'])
    expect(ids('none')).toEqual([['a', 'b', 'c', 'd']])
  })

  it('tell a number from a text that reads the same, and both from nothing', () => {
    expect(ids('param:lr')).toEqual([['a', 'c'], ['b'], ['d']])
    expect(labels('param:lr')).toEqual(['lr 0.1', 'lr "0.1"', 'no lr'])
  })

  it('are by loss where losses differ and one has several seeds, else there are none', () => {
    expect(defaultGrouping(runs)).toEqual({ by: 'loss' })
    expect(defaultGrouping(runs.slice(0, 2))).toEqual({ by: 'none' })
    expect(defaultGrouping([run('a', { loss: mse, seed: 1 }), run('b', { loss: mse, seed: 2 })])).toEqual({
      by: 'none',
    })
  })

  it('are offered by what puts some runs together and others apart', () => {
    expect(groupingsOf(runs).map(groupingText)).toEqual(['loss', 'sweep', 'param:lr'])
    expect(groupingsOf([run('a'), run('b')])).toEqual([])
  })

  it('come out of an address as they went in, and nothing else does', () => {
    for (const text of ['none', 'loss', 'sweep', 'param:lr', 'param:__proto__', 'param:a:b'])
      expect(groupingText(groupingFrom(text) ?? { by: 'none' })).toBe(text)
    for (const text of [null, '', 'seed', 'param:', 'LOSS']) expect(groupingFrom(text)).toBeNull()
  })
})
