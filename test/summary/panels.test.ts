import { describe, expect, it } from 'vitest'
import { nothingSaid } from '../../lib/summary/main-metric.ts'
import { naturalOrder, openAtFirst, panelsOf, sectionsOf } from '../../lib/summary/panels.ts'

const titles = (names: string[]) => panelsOf(names, nothingSaid).map(({ title }) => title)

describe('the panels of a run', () => {
  it('are all series but the main loss and the epoch, splits together', () => {
    const names = [
      'train/loss',
      'val/loss',
      'epoch',
      'train/acc',
      'val/acc',
      'lr',
      'val/recall/a',
      'val/recall/b',
    ]
    expect(panelsOf(names, nothingSaid).map(({ title, names }) => [title, names])).toEqual([
      ['acc', ['train/acc', 'val/acc']],
      ['recall of each class', ['val/recall/a', 'val/recall/b']],
      ['lr', ['lr']],
    ])
  })

  it('stand in one order, whatever the order in which the series came', () => {
    const names = ['loss', 'lr', 'val/f1', 'layer.10/x', 'layer.2/x', 'train/grad_norm', 'val/accuracy']
    const order = ['accuracy', 'f1', 'grad_norm', 'layer.2/x', 'layer.10/x', 'lr']
    expect(titles(names)).toEqual(order)
    expect(titles(names.toReversed())).toEqual(order)
  })

  it('are sorted into sections by what their names begin with', () => {
    const names = ['loss', 'lr', 'gpu/0', 'layer.10/x', 'layer.2/x', 'alone/x', 'gpu/1']
    const sections = sectionsOf(panelsOf(names, nothingSaid)).map(({ title, panels }) => [
      title,
      panels.length,
    ])
    expect(sections).toEqual([
      ['Metrics', 2],
      ['gpu', 2],
      ['layer', 2],
    ])
  })

  it('are folded beyond a dozen, the first section never', () => {
    const many = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}/${i}`)
    expect(
      openAtFirst(
        sectionsOf(panelsOf(['loss', ...many('a', 5), ...many('b', 7), ...many('c', 1)], nothingSaid)),
      ),
    ).toEqual(['Metrics', 'a'])
    expect(
      openAtFirst(sectionsOf(panelsOf(['loss', ...many('a', 500), ...many('b', 2)], nothingSaid))),
    ).toEqual(['a'])
  })

  it('are found in a moment among many thousands', () => {
    const names = Array.from({ length: 100_000 }, (_, i) => (i ? `group${i % 40_000}/series_${i}` : 'loss'))
    const begun = performance.now()
    expect(sectionsOf(panelsOf(names, nothingSaid))).toHaveLength(40_000)
    expect(performance.now() - begun).toBeLessThan(5000)
  })
})

describe('the order of names', () => {
  it.each([
    ['a2', 'a10'],
    ['a', 'b'],
    ['a', 'a1'],
    ['x1y2', 'x1y10'],
  ])('has %s before %s', (a, b) => {
    expect(naturalOrder(a, b)).toBeLessThan(0)
    expect(naturalOrder(a, b)).toBe(-naturalOrder(b, a))
    expect(naturalOrder(a, a)).toBe(0)
  })
})
