import { expect, it } from 'vitest'
import { awayWith, divergedAt } from '../../lib/summary/diverged-at.ts'
import { finding } from './summarised.ts'

it('a score that is better lower runs away with the losses of its run, an accuracy does not', () => {
  const { finding: diverged } = finding('d', { code: 'diverged', series: 'train/loss', step: 30 })
  const at = (name: string, directions = {}) =>
    divergedAt([diverged], awayWith([name], { directions }, [diverged]))
  expect(at('val/loss')).toBe(30)
  expect(at('val/perplexity')).toBe(30)
  expect(at('cost', { cost: 'lower' })).toBe(30)
  expect(at('val/accuracy')).toBeNull()
  expect(at('lr')).toBeNull()
})
