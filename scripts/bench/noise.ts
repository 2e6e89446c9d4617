/** How often the detectors speak up on healthy, noisy, long runs, and how soon they find real trouble in others. */
import { Refusal } from '../../lib/refusal.ts'
import { faultLines } from './noise/faults.ts'
import { healthyLines, streamLines, troubleLines } from './noise/report.ts'
import { scoreRun } from './noise/score.ts'
import { streams } from './noise/streams.ts'

const usualCount = 2000
const mostRuns = 1_000_000

/**
 * `misses` lists the runs that were missed or flagged without reason instead of counting them. Numbers are how many runs
 * are drawn and the first seed: the same seeds are the same runs.
 */
export async function benchNoise(args: readonly string[]): Promise<{ lines: string[] }> {
  const [count = usualCount, first = 0] = args.filter((arg) => arg !== 'misses').map(wholeNumber)
  const runs = Array.from({ length: count }, (_, i) => scoreRun(first + i))
  if (args.includes('misses')) return { lines: faultLines(runs) }
  return { lines: [...healthyLines(runs), '', ...troubleLines(runs), '', ...streamLines(streams())] }
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0 || number > mostRuns)
    throw new Refusal(
      'invalid',
      `"${text}" is no number of runs: give "misses", how many runs (0 to ${mostRuns}), the first seed.`,
    )
  return number
}
