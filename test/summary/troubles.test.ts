import { describe, expect, it } from 'vitest'
import type { Finding } from '../../lib/run.ts'
import { troublesOf } from '../../lib/summary/troubles.ts'
import { finding } from './summarised.ts'

const one = (id: string, changes: Partial<Finding>) => finding(id, { code: 'non-finite', ...changes }).finding
const told = (findings: readonly Finding[]) =>
  troublesOf(findings).map((trouble) => trouble.map(({ id }) => id).join(' '))

describe('troubles', () => {
  it('are one where training and validation have the same, the earliest first', () => {
    const [val, train] = [
      one('v', { series: 'val/loss', step: 9 }),
      one('t', { series: 'train/loss', step: 7 }),
    ]
    expect(told([val, one('s', { code: 'spike', series: 'train/loss' }), train])).toEqual(['t v', 's'])
    expect(told([one('a', { series: 'loss' }), one('b', { series: 'val_loss', step: 2 })])).toEqual(['a b'])
    expect(told([one('v', { series: 'val/loss' }), one('t', { series: 'train/loss' })])).toEqual(['t v'])
  })

  it.each<[string, Partial<Finding>]>([
    ['another rule has found', { code: 'diverged' }],
    ['another quantity has', { series: 'val/accuracy' }],
    ['another part of the loss has', { series: 'val/box_loss' }],
    ['is less grave', { severity: 'warning' }],
    ['is over', { resolvedStep: 20 }],
    ['somebody has acknowledged', { acknowledgedAt: 5 }],
  ])('are two where one of them %s', (_what, changes) => {
    const first = one('t', { series: 'train/loss' })
    expect(told([first, one('v', { series: 'val/loss', ...changes })])).toEqual(['t', 'v'])
  })

  it('of one series that are over stay apart, and so do those of equal names', () => {
    const over = ['a', 'b'].map((id) => one(id, { series: 'train/loss', resolvedStep: 5 }))
    expect(told(over)).toEqual(['a', 'b'])
  })
})
