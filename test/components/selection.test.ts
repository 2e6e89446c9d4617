import { beforeEach, describe, expect, it } from 'vitest'
import { selection } from '../../app/components/runs/selection.ts'

const order = ['a', 'b', 'c', 'd', 'e']

describe('the selection of runs', () => {
  beforeEach(() => selection.remove(selection.get()))

  it('adds a run, and takes it out again', () => {
    selection.toggle('b')
    selection.toggle('d')
    expect(selection.get()).toEqual(['b', 'd'])
    selection.toggle('b')
    expect(selection.get()).toEqual(['d'])
  })

  it('adds, and takes out, all from the last one to this, either way', () => {
    selection.toggle('d')
    selection.toggle('b', order)
    expect(new Set(selection.get())).toEqual(new Set(['b', 'c', 'd']))
    selection.toggle('d', order)
    expect(selection.get()).toEqual([])
  })

  it('takes a run alone where the last one is not on the page', () => {
    selection.toggle('elsewhere')
    selection.toggle('b', order)
    expect(selection.get()).toEqual(['elsewhere', 'b'])
  })
})
