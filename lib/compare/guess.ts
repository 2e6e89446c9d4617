/** What is reached by always saying the same: a setup that is no better has learned nothing that the metric sees. */
import { directionOf } from '../summary/metric.ts'
import { paramOf } from './param-text.ts'
import type { Standing } from './standing.ts'

/**
 * The metric of the best constant predictor, which runs give as a parameter; null where the setup is better, or
 * nothing is known.
 */
export function unbeatenGuess({ runs, mean }: Standing, metric: string): number | null {
  const run = runs[0]?.run
  const guess = run && paramOf(run, `constant_predictor.${metric}`)
  const direction = directionOf(metric, run?.directions)
  if (typeof guess !== 'number' || direction === null) return null
  return (direction === 'higher' ? mean > guess : mean < guess) ? null : guess
}
