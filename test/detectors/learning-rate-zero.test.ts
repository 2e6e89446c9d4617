import { describe, expect, it } from 'vitest'
import { causeWords } from '../../lib/detectors/words/causes.ts'
import type { Finding } from '../../lib/run.ts'
import { decay, healthy, noisy, stands } from './curves.ts'
import { epochs, loud, watched } from './watching.ts'

const constant = (rows: number, value: number) => new Array<number>(rows).fill(value)
const cosine = (rows: number) => noisy(rows, 0, (row) => 0.5 * (1 + Math.cos((Math.PI * row) / (rows - 1))))

/** The newest state of the finding of a code. */
function lastOf(code: string, series: Record<string, readonly number[]>): Finding | undefined {
  return watched(series, epochs).findLast((finding) => finding.code === code)
}

describe('a learning rate of exactly 0', () => {
  it('is the likeliest cause of a loss that never learned', () => {
    const found = lastOf('not-learning', { loss: stands(60), lr: constant(60, 0) })
    expect(found).toMatchObject({ severity: 'warning' })
    expect(found?.causes[0]).toBe('learning-rate-zero')
    expect(causeWords['learning-rate-zero']?.cause).toContain('exactly 0')
  })

  it.each([
    ['at once', 40],
    ['in the middle of a fall', 30],
  ])('makes a loss that stands since a warning, where it came %s', (_title, at) => {
    const falls = decay(2.3, 0.5, 15)
    const loss = noisy(200, 0.002, (row) => falls(Math.min(row, at)))
    const lr = noisy(200, 0, (row) => (row < at ? 0.1 : 0))
    const found = lastOf('flat', { loss, lr })
    expect(found).toMatchObject({ severity: 'warning', resolvedStep: null })
    expect(found?.causes[0]).toBe('learning-rate-zero')
  })

  it('is told later of a loss that had come to stand before', () => {
    const loss = noisy(300, 0.002, (row) => decay(2.3, 0.5, 10)(Math.min(row, 60)))
    const lr = noisy(300, 0, (row) => (row < 150 ? 0.1 : 0))
    const found = watched({ loss, lr }, epochs).filter(({ code }) => code === 'flat')
    expect(found[0]).toMatchObject({ severity: 'info', causes: [] })
    expect(found.at(-1)).toMatchObject({ severity: 'warning', causes: ['learning-rate-zero'] })
    expect(new Set(found.map(({ id }) => id)).size).toBe(1)
    expect(found).toHaveLength(2)
  })

  it('is none at the end of a schedule', () => {
    for (const rows of [60, 100, 400])
      for (const last of [1, Math.round(rows / 10)]) {
        const lr = [...cosine(rows - last), ...constant(last, 0)]
        for (const loss of [healthy(rows), noisy(rows, 0.002, decay(2.3, 0.4, rows / 20))])
          expect(loud(watched({ loss, lr }, epochs))).toEqual([])
      }
  })

  it('is none where the first value of a warm-up is 0', () => {
    const lr = noisy(60, 0, (row) => Math.min(1, row / 10))
    expect(lastOf('not-learning', { loss: stands(60), lr })?.causes).not.toContain('learning-rate-zero')
  })

  it('is none of several groups of parameters, of which one may be frozen', () => {
    const rates = { 'lr/backbone': constant(60, 0), 'lr/head': constant(60, 0.1) }
    expect(lastOf('not-learning', { loss: stands(60), ...rates })?.causes).not.toContain('learning-rate-zero')
  })
})
