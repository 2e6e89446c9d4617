/** A live run that learns, and a trouble of it, as its headline needs them. */
import type { Finding, Run } from '../../lib/run.ts'
import { applyToRun } from '../../lib/run.ts'
import type { HeadlineFacts } from '../../lib/summary/headline.ts'
import { started } from '../store/points.ts'
import { finding } from './summarised.ts'

export const now = 1_700_000_100_000
export const run = (changes: Partial<Run> = {}): Run => {
  const made = applyToRun(null, started('a'))
  if (!made) throw new Error('no run')
  return { ...made, ...changes }
}
export const facts = (changes: Partial<HeadlineFacts> = {}): HeadlineFacts => ({
  ...{ run: run(), findings: [], lastPointAt: now - 1000 },
  latest: { 'train/loss': { step: 50, value: 0.5 }, 'val/loss': { step: 50, value: 0.6 } },
  best: { 'train/loss': { step: 50, value: 0.5 }, 'val/loss': { step: 40, value: 0.55 } },
  ...changes,
})
export const trouble = (rest: Partial<Finding> = {}): Finding =>
  finding('f', {
    code: 'non-finite',
    severity: 'critical',
    step: 7,
    evidence: { value: Number.NaN, count: 1, lastFinite: [1] },
    ...rest,
  }).finding
