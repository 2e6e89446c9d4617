import { describe, expect, it } from 'vitest'
import { expectPoints, from, pointsOf, readText } from './reading.ts'

const csv = (text: string, mapping = {}) => readText('/logs/mine/values.csv', text, mapping)
const jsonl = (text: string, mapping = {}) => readText('/logs/mine/values.jsonl', text, mapping)
const json = (text: string, mapping = {}) => readText('/logs/mine/values.json', text, mapping)

describe('a user says how a table is meant', () => {
  it('which column is the step, which are read and what they are called', () => {
    const text = 'n,step,a,b\n5,1,2,3\n6,1,4,5\n'
    const { run } = csv(text, { step: 'n', only: ['a'], rename: { a: 'train/loss' } })
    expect(pointsOf(run)).toEqual({ 'train/loss': from(5, 2, 4) })
  })

  it('that rows are to be counted, unless a column is called row', () => {
    const counted = csv('step,a\n7,1\n9,2\n', { step: 'row' }).run
    expectPoints(counted, 'a', from(0, 1, 2))
    expect(counted?.columns).toEqual({ step: null, names: ['step', 'a'] })
    const named = csv('step,row,a\n1,7,1\n2,9,2\n', { step: 'row' }).run
    expect(pointsOf(named).a).toEqual([
      [7, 1],
      [9, 2],
    ])
    expect(named?.columns?.step).toBe('row')
    expect(pointsOf(jsonl('{"row":7,"a":1}\n{"row":8,"a":2}\n', { step: 'row' }).run)).toEqual({
      a: from(7, 1, 2),
    })
  })

  it('of thousands of columns a few are named', () => {
    const names = Array.from({ length: 30 }, (_, i) => `c${i}`)
    const { troubles } = csv(`${names}\n${names.map(() => 1)}\n`, { step: 'm' })
    expect(troubles[0]?.what).toMatch(/^there is no column m; the columns are c0, .*, c19 and 10 more\.$/)
  })
})

const texts = {
  column: (mapping: object) => csv('n,a,b\n5,2,1\n', mapping),
  key: (mapping: object) => jsonl('{"n":5,"a":2,"b":1}\n{"n":6,"a":2,"b":1}\n', mapping),
  'key of rows': (mapping: object) => json('[{"n":5,"a":2,"b":1,"step":1}]', mapping),
  list: (mapping: object) => json('{"n":[5],"a":[2],"b":[1]}', mapping),
}

describe.each(Object.entries(texts))('what does not fit is refused in a sentence, of a %s', (kind, read) => {
  const noun = kind.slice(0, kind === 'key of rows' ? 3 : undefined)
  const names = kind === 'key of rows' ? 'n, a, b, step' : 'n, a, b'

  it.each([
    ['a step', { step: 'm' }],
    ['a name to read', { only: ['a', 'm'] }],
    ['a name to change', { rename: { m: 'loss' } }],
  ])('%s that is not there', (_what, mapping) => {
    const { run, troubles } = read(mapping)
    expect(run).toBeUndefined()
    expect(troubles).toMatchObject([{ what: `there is no ${noun} m; the ${noun}s are ${names}.` }])
  })

  it.each([
    ['one name for two', { rename: { a: 'x', b: 'x' } }, 'a and b cannot both be called x.'],
    ['a name that is taken', { rename: { a: 'b' } }, 'a and b cannot both be called b.'],
  ])('%s', (_what, mapping, what) => {
    const { run, troubles } = read({ step: 'n', ...mapping })
    expect(run).toBeUndefined()
    expect(troubles).toMatchObject([{ what: `the ${noun}s ${what}` }])
  })

  it('but names may be swapped, and one that is not read is free', () => {
    const swapped = pointsOf(read({ step: 'n', rename: { a: 'b', b: 'a' } }).run)
    expect([swapped.a?.[0], swapped.b?.[0]]).toEqual([
      [5, 1],
      [5, 2],
    ])
    expect(pointsOf(read({ step: 'n', only: ['a'], rename: { a: 'b' } }).run).b?.[0]).toEqual([5, 2])
  })
})

describe('lists by their names', () => {
  it('take the list that the user names as their steps', () => {
    const { run } = json('{"it":[10,20,30],"loss":[3,null,1]}', { step: 'it' })
    expect(pointsOf(run)).toEqual({
      loss: [
        [10, 3],
        [30, 1],
      ],
    })
    expect(run?.columns).toEqual({ step: 'it', names: ['it', 'loss'] })
  })

  it('take the one that is called so by itself', () => {
    const { run } = json('{"epoch":[1,2],"loss":[3,2]}')
    expect(pointsOf(run)).toEqual({ loss: from(1, 3, 2) })
    expect(run?.description).toMatchObject({ notes: 'Steps are epochs.', stepsPerEpoch: 1 })
    expect(pointsOf(json('{"step":[1,2],"loss":[3,2]}', { step: 'row' }).run).loss).toEqual(from(0, 3, 2))
  })

  it('but not where it does not hold the steps of all', () => {
    const { run } = json('{"step":[1,2,3],"loss":[3,2,1],"val_loss":[2]}')
    expect(pointsOf(run)).toMatchObject({ loss: from(0, 3, 2, 1), val_loss: from(0, 2) })
    expect(run?.description.notes).toContain('step does not hold a step for each value of every other list.')
    expect(pointsOf(json('{"batch":[0.5,1],"loss":[3,2]}').run).loss).toEqual(from(0, 3, 2))
  })

  it('of another length than the steps that the user names are left out, and it is said', () => {
    const { run, troubles } = json('{"it":[1,2,3],"loss":[3,2,1],"val_loss":[2]}', { step: 'it' })
    expect(pointsOf(run)).toEqual({ loss: from(1, 3, 2, 1) })
    expect(troubles).toMatchObject([
      {
        place: 'val_loss',
        what: 'it has 1 value where it has 3, so that it is not known which belong together: left out.',
      },
    ])
  })

  it('are read as far as they go where the text is cut off', () => {
    const { run } = json('{"step":[1,2,3],"loss":[3,2,1],"val_loss":[2, 1')
    expect(pointsOf(run)).toEqual({ loss: from(1, 3, 2, 1), val_loss: from(1, 2) })
  })

  it('leave out what is no step, and say so', () => {
    const { run, troubles } = json('{"it":[1,0.5,-1],"loss":[3,2,1]}', { step: 'it' })
    expect(pointsOf(run)).toEqual({ loss: [[1, 3]] })
    expect(troubles).toMatchObject([
      { place: 'it[1]', what: 'the step 0.5 is no whole number from 0 on, nor is 1 other step: left out.' },
    ])
  })
})
