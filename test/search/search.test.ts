import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byName } from '../../lib/by-name.ts'
import { applyToRun, type Run } from '../../lib/run.ts'
import { isAskedFor, searchOf } from '../../lib/search/list-query.ts'
import { type ListQuery, newestFirst } from '../../lib/search/run-filter.ts'
import { foundRuns, liveSearch, needOf } from '../../lib/search/search.ts'
import type { SearchedRun } from '../../lib/search/searched-run.ts'
import { started } from '../store/points.ts'

type Parts = { run?: Partial<Run>; values?: Record<string, number>; finding?: string }

let count = 0
function runOf(id: string, { run, values = {}, finding }: Parts = {}): SearchedRun {
  const made = applyToRun(null, started(id))
  if (!made) throw new Error('no run')
  const at = byName(Object.entries(values).map(([name, value]) => [name, { step: 0, value }] as const))
  const found = { severity: 'critical', resolvedStep: null, acknowledgedAt: null, raisedAt: 1 } as const
  return {
    run: { ...made, startedAt: count++, endedAt: 1, status: 'finished', ...run },
    ...{ latest: at, best: at, findings: finding ? [{ ...found, code: finding }] : [] },
  }
}

const found = (runs: readonly SearchedRun[], asked: Partial<ListQuery>) =>
  foundRuns(runs, searchOf({ sort: newestFirst, limit: 100, ...asked }))

describe('what is looked for in all runs', () => {
  const runs = [
    runOf('a', { run: { name: 'vit-mse', params: { batch: 64, optimiser: 'adam' }, tags: ['night'] } }),
    runOf('b', { run: { name: 'bert', loss: { id: 'huber', params: { delta: 2 } }, seed: 3 } }),
    runOf('c', { run: { name: 'vit', status: 'failed' }, finding: 'non-finite', values: { 'val/mae': 18 } }),
  ]

  it.each([
    ['vit', ['c', 'a']],
    ['MSE vit', ['a']],
    ['vit bert', []],
    ['optimiser=adam', ['a']],
    ['batch = 64', ['a']],
    ['loss = huber', ['b']],
    ['loss = "huber (delta 2)"', ['b']],
    ['seed = 3', ['b']],
    ['"not a number"', ['c']],
    ['finding = non-finite', ['c']],
    ['not finding = non-finite', ['b', 'a']],
    ['failed', ['c']],
    ['tags = night or val/mae < 20', ['c', 'a']],
  ])('is found by %s', (q, ids) => {
    expect(found(runs, { q }).ids).toEqual(ids)
  })

  it('refuses what it cannot read', () => {
    expect(() => found(runs, { q: 'loss =' })).toThrow('A value is missing after =.')
  })
})

describe('the order of all runs', () => {
  it('ranks raw values within each loss, and says how many losses there are', () => {
    const of = (id: string, loss: string, value: number) =>
      runOf(id, { run: { loss: { id: loss, params: {} } }, values: { 'val/loss': value } })
    const runs = [of('a', 'mse', 2), of('b', 'mae', 5), of('c', 'mse', 1), of('d', 'mae', 3)]
    expect(found(runs, { sort: 'best' })).toMatchObject({ ids: ['d', 'b', 'c', 'a'], losses: 2 })
    expect(found(runs, { sort: '-val/loss' })).toMatchObject({ ids: ['b', 'd', 'a', 'c'], losses: 2 })
    expect(found(runs, { sort: 'best', loss: 'mse' })).toMatchObject({ ids: ['c', 'a'], losses: 1 })
  })

  it('is by trouble, of equals those that go on first, and counts all that need somebody', () => {
    const runs = [
      runOf('failed', { run: { status: 'failed' } }),
      runOf('diverged', { run: { status: 'running' }, finding: 'diverged' }),
      runOf('goes on', { run: { status: 'running' } }),
      ...[runOf('fine'), runOf('finished', { finding: 'diverged' })],
    ]
    const search = { ...searchOf({ sort: 'trouble', limit: 4 }), isWeighed: true }
    expect(needOf(search).findings).toBe(true)
    expect(foundRuns(runs, search)).toMatchObject({
      ...{ ids: ['diverged', 'finished', 'failed', 'goes on'], total: 5 },
      troubled: { critical: 3, warning: 0 },
    })
  })

  it('has the live runs in trouble among as many as are shown, however old', () => {
    const live = (id: string, parts: Parts = {}) => runOf(id, { run: { status: 'running' }, ...parts })
    const runs = [live('bad', { finding: 'diverged' }), live('b'), live('c'), runOf('over')]
    const search = searchOf({ sort: 'name', limit: 100, cursor: 'over' })
    expect(foundRuns(runs, liveSearch(search, 2))).toMatchObject({ ids: ['bad', 'c'], total: 3 })
  })

  it('reads a parameter that is called as an order is', () => {
    const runs = [3, 5, 4].map((newest, i) => runOf(`${i}`, { run: { params: { newest } } }))
    expect(found(runs, { sort: '-newest' }).ids).toEqual(['1', '2', '0'])
    expect(found(runs, { q: 'newest = 3' }).ids).toEqual(['0'])
    expect(needOf(searchOf({ sort: '-newest', limit: 1 })).params).toEqual(['newest'])
    expect(needOf(searchOf({ sort: 'newest', limit: 1 })).params).toEqual([])
  })

  it('has critical findings before warnings, and runs without any last', () => {
    const runs = [runOf('fine'), runOf('bad', { finding: 'diverged' })]
    expect(found(runs, { sort: '-finding' }).ids).toEqual(['bad', 'fine'])
  })

  it('has what has no value last, and NaN after numbers, either way', () => {
    const runs = [runOf('none'), ...[Number.NaN, 2, 1].map((acc) => runOf(`${acc}`, { values: { acc } }))]
    expect(found(runs, { sort: 'acc' }).ids).toEqual(['1', '2', 'NaN', 'none'])
    expect(found(runs, { sort: '-acc' }).ids).toEqual(['2', '1', 'NaN', 'none'])
  })
})

describe('pages of runs', () => {
  it('have every run once, forwards and backwards, in whatever order', () => {
    const seeds = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 30 })
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('seed', '-seed', 'oldest', 'name'),
        (all, limit, sort) => {
          const runs = all.map((seed, i) => runOf(`r${i}`, { run: { seed } }))
          const whole = found(runs, { sort }).ids
          const pages: string[][] = []
          let cursor: string | null = ''
          while (cursor !== null) {
            const page = found(runs, { sort, limit, ...(cursor ? { cursor } : {}) })
            const before: string[] = pages.at(-1) ?? []
            if (page.previous !== null)
              expect(
                found(runs, { sort, limit, ...(page.previous ? { cursor: page.previous } : {}) }).ids,
              ).toEqual(before)
            pages.push(page.ids)
            cursor = page.next
          }
          expect(pages.flat()).toEqual(whole)
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('a run that a page hears of', () => {
  const run = runOf('r1', {
    run: { name: 'Night', project: 'digits', tags: ['sweep'], loss: { id: 'mse', params: {} } },
  })
  it.each<[Partial<ListQuery>, boolean]>([
    [{}, true],
    [{ project: 'digits', status: 'finished', loss: 'mse', q: 'night' }, true],
    [{ q: 'SWEEP' }, true],
    [{ q: 'flights' }, false],
    [{ project: 'cars' }, false],
    [{ status: 'failed' }, false],
    [{ loss: 'mae' }, false],
  ])('is one of those asked for by %j: %s', (filter, isAsked) => {
    expect(isAskedFor(run, filter)).toBe(isAsked)
  })
})
