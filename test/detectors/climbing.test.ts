import { describe, expect, it } from 'vitest'
import { climbs, decay, healthy, noisy, overfits, spikes, stands } from './curves.ts'
import { codesOf, marks, raised, watched } from './watching.ts'

describe('climbing', () => {
  it('is found when a quarter of the progress is lost and stays lost', () => {
    expect(codesOf(watched({ loss: climbs(80, 40) }))).toContain('climbing')
  })

  it('is found where the loss is twice its best, however high its first value was', () => {
    const shape = (row: number) => {
      if (row < 10) return row === 0 ? 25 : 8.5
      if (row < 28) return 2.1 + 6.4 * Math.exp(-(row - 10) / 4)
      return Math.min(8.5, 2.1 + 0.2 * (row - 28) ** 2)
    }
    const [raisedAt] = raised(watched({ loss: noisy(60, 0.02, shape) })).filter((one) =>
      one.startsWith('climbing'),
    )
    expect(raisedAt).toMatch(/^climbing@3[4-8]$/)
  })

  it('is over when the progress is back', () => {
    const loss = noisy(160, 0.02, (row) => decay(2.3, 0.4, 8)(row) + (row > 40 && row < 80 ? 0.7 : 0))
    expect(marks('climbing', { loss })[0]).toMatch(/warning over at 8\d$/)
  })

  const { train, validation } = overfits(60, 20)
  it.each<[string, Record<string, number[]>]>([
    ['a healthy run', { loss: healthy(200, 0.1) }],
    ['a single high row', { loss: spikes(80, 50) }],
    ['validation that overfits', { 'train/loss': train, 'val/loss': validation }],
    ['a run that never learned', { loss: stands(80, 0.05) }],
    [
      'a rise right after the learning rate was raised',
      {
        loss: noisy(200, 0.01, (row) => decay(2.3, 0.4, 10)(row) + (row >= 100 && row < 105 ? 0.8 : 0)),
        lr: noisy(200, 0, (row) => (row < 99 ? 0.01 : 0.1)),
      },
    ],
  ])('is not said of %s', (_title, series) => {
    expect(marks('climbing', series)).toEqual([])
  })
})
