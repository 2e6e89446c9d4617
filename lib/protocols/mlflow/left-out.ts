/** Metrics that MLflow keeps and we cannot: its client goes on, and the terminal says once for each run what is missing. */
import { createFirstTime } from '../../first-time.ts'
import { isName } from '../kept-text.ts'
import type { Metric } from './schema.ts'

/** Runs of which is remembered that it was said. */
const runsKept = 500

export function createLeftOut(say: (sentence: string) => void) {
  const isFirst = createFirstTime(runsKept)
  return (runId: string, metrics: readonly Metric[]): void => {
    const lost = metrics.find(({ key, step = 0 }) => !isName(key) || !Number.isSafeInteger(step) || step < 0)
    if (!lost || !isFirst(runId)) return
    const key = JSON.stringify(lost.key.slice(0, 100))
    say(
      isName(lost.key)
        ? `An MLflow client logs ${key} of the run "${runId}" at step ${lost.step}, which is left out, as are others like it: steps go from 0 to 2^53 - 1.`
        : `An MLflow client logs a metric of the run "${runId}" that is called ${key}, which is left out: names have 1 to 250 characters.`,
    )
  }
}
