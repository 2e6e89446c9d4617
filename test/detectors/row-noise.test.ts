/** What the rows of a series tell of their noise: its size, and how much neighbours are alike. */
import { describe, expect, it } from 'vitest'
import { noiseOfRows } from '../../lib/detectors/memory/row-noise.ts'
import { keepRow, startRows } from '../../lib/detectors/memory/rows.ts'
import { noises } from '../../scripts/bench/noise/noises.ts'
import { seeded } from '../../scripts/bench/noise/random.ts'

const count = 3000

function rowsOf(kind: 'gaussian' | 'AR(1)', trend: (row: number) => number = () => 0, length = count) {
  const rows = startRows()
  const next = noises[kind](seeded(7), 0.1)
  for (let row = 0; row < length; row++) keepRow(rows, 1 + trend(row) + next())
  return rows
}

describe('the noise of rows', () => {
  it('is that of the values, and of a mean of a hundred a tenth', () => {
    const rows = rowsOf('gaussian')
    const one = noiseOfRows(rows, rows.finite, 1)
    expect(one.sigma).toBeGreaterThan(0.09)
    expect(one.sigma).toBeLessThan(0.12)
    expect(one.likeness).toBeLessThan(0.1)
    expect(noiseOfRows(rows, rows.finite, 100).sigma).toBeCloseTo(one.sigma / 10, 2)
  })

  it('knows neighbours that are alike, and that wide means of them are not', () => {
    const rows = rowsOf('AR(1)')
    expect(noiseOfRows(rows, rows.finite, 1).likeness).toBeGreaterThan(0.75)
    const wide = noiseOfRows(rows, rows.finite, 256)
    expect(wide.likeness).toBeLessThan(0.2)
    // A mean of white noise would be off by 0.006.
    expect(wide.sigma).toBeGreaterThan(0.018)
    // It is off by 0.027, and one that is alike by 0.98 by twice as much.
    expect(wide.sigma).toBeLessThan(0.045)
  })

  it('is not moved by a trend, however steep', () => {
    const flat = rowsOf('gaussian')
    const steep = rowsOf('gaussian', (row) => -5 * row)
    expect(steep.near).toBeCloseTo(flat.near, 6)
    expect(steep.far).toBeCloseTo(flat.far, 6)
    expect(steep.farther).toBeCloseTo(flat.farther, 6)
  })

  it('leaves more room for likeness where fewer rows are known', () => {
    const few = rowsOf('gaussian', undefined, 60)
    const many = rowsOf('gaussian')
    expect(noiseOfRows(few, 60, 1).mostLikeness).toBeGreaterThan(
      noiseOfRows(many, many.finite, 1).mostLikeness,
    )
  })

  it('is none of what never changes', () => {
    const rows = startRows()
    for (let row = 0; row < 100; row++) keepRow(rows, 2)
    expect(noiseOfRows(rows, rows.finite, 1)).toEqual({ sigma: 0, likeness: 0, mostLikeness: 0 })
  })

  it('stays finite among the largest doubles', () => {
    const rows = startRows()
    for (let row = 0; row < 100; row++) keepRow(rows, row % 2 ? Number.MAX_VALUE : -Number.MAX_VALUE)
    expect(Number.isFinite(rows.near)).toBe(true)
    expect(Number.isFinite(rows.far)).toBe(true)
  })
})
