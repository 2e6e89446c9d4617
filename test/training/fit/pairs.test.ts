import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../lib/random.ts'
import type { Split } from '../../../lib/training/datasets/dataset.ts'
import type { Encoding, Fit, Pairing } from '../../../lib/training/fit/fit.ts'
import { createDrawer, pairTargets } from '../../../lib/training/fit/pairs.ts'

const truth = Int32Array.from({ length: 60 }, (_, row) => row % 3)
const split: Split = { rows: 60, inputs: new Float32Array(60), truth }
const anchors = Int32Array.from({ length: 60 }, (_, row) => row)
const fitWith = (pairing: Pairing, encoding: Encoding): Fit => ({
  ...{ pairing, encoding, views: 2, outputs: 1, parts: [], reading: 'as-is' },
})
const draw = (pairing: Pairing, from = split) =>
  createDrawer(fitWith(pairing, 'none'), from)(anchors, createRandom(1))
const labels = (rows: Int32Array | undefined) => Array.from(rows ?? [], (row) => truth[row])

describe('drawn companions', () => {
  it('are other rows of the same class where they are alike', () => {
    const { views } = draw('alike')
    expect(labels(views[1])).toEqual(labels(anchors))
    expect(views[1]?.some((row, i) => row === anchors[i])).toBe(false)
  })

  it('of a triple are one of the same and one of another class', () => {
    const { views } = draw('triple')
    expect(labels(views[1])).toEqual(labels(anchors))
    expect(labels(views[2]).some((label, i) => label === truth[i])).toBe(false)
  })

  it('are alike half of the time, and their targets say so', () => {
    const drawn = draw('alike-or-not')
    const alike = labels(drawn.views[1]).map((label, i) => label === truth[i])
    expect(drawn.agrees).toEqual(alike)
    expect(alike.filter(Boolean).length).toBeGreaterThan(15)
    expect(alike.filter(Boolean).length).toBeLessThan(45)
    const targets = (encoding: Encoding) =>
      Array.from(pairTargets(fitWith('alike-or-not', encoding), drawn).targets?.data ?? [])
    expect(targets('differs')).toEqual(alike.map((same) => (same ? 0 : 1)))
    expect(targets('same-sign')).toEqual(alike.map((same) => (same ? 1 : -1)))
  })

  it('in an order are unequal, and their targets tell which is first', () => {
    const drawn = draw('ordered')
    const others = labels(drawn.views[1]) as number[]
    expect(Array.from(pairTargets(fitWith('ordered', 'order'), drawn).targets?.data ?? [])).toEqual(
      others.map((other, i) => Math.sign((truth[i] as number) - other)),
    )
  })

  it('are the same for the same random numbers', () => {
    expect(draw('triple')).toEqual(draw('triple'))
  })

  it('that cannot be found are an error, not a search for ever', () => {
    expect(() => draw('triple', { ...split, truth: new Int32Array(60) })).toThrow('too much alike')
  })
})
