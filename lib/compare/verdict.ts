/** The sentence above a comparison, and how far it can be trusted. It never claims more than was seen. */
import { formatNumber } from '../format.ts'
import { isLive } from '../run.ts'
import { directionOf } from '../summary/metric.ts'
import { type Obstacle, obstacleTo } from './comparability.ts'
import { type ComparedRun, directionsOf, listed } from './compared-run.ts'
import { doubtsOf } from './doubts.ts'
import { quoted } from './labels.ts'
import { type Standing, standingsOf } from './standing.ts'

export type Verdict = { sentence: string; doubts: string[] }

const obstacleSentences: Record<Obstacle, (metric: string) => string> = {
  'no-direction': (metric) => `${metric} does not say which run is better: it is drawn, not ranked.`,
  'training-data': (metric) =>
    `${metric} is not ranked: by its name it was measured on training data, where fitting too well looks best.`,
  'different-data': (metric) => `${metric} is not ranked: these runs were trained on different data.`,
  'different-losses': (metric) =>
    `${metric} is not ranked: it is the value of a different loss in different runs.`,
  'different-dialects': (metric) =>
    `${metric} is not ranked: it is the value of another loss in another library.`,
  'unknown-losses': (metric) => `${metric} is not ranked: it is not known that all runs have the same loss.`,
}

/** What these runs show by the best values of this series. `labelOf` gives the name of a run by its id. */
export function verdictOf(
  runs: readonly ComparedRun[],
  metric: string | null,
  labelOf: (id: string) => string,
): Verdict {
  if (runs.length === 0) return { sentence: 'No run is shown.', doubts: [] }
  if (runs.length === 1)
    return { sentence: 'One run alone: choose another one to compare it with.', doubts: [] }
  if (metric === null) return { sentence: 'There are no values yet.', doubts: [] }
  const obstacle = obstacleTo(
    metric,
    runs.map(({ run }) => run),
  )
  if (obstacle) return { sentence: obstacleSentences[obstacle](metric), doubts: [] }
  const nameOf = (id: string) => quoted(labelOf(id))
  const standings = standingsOf(runs, metric, nameOf)
  return {
    sentence: sentenceOf(
      standings,
      metric,
      runs.some(({ run }) => isLive(run)),
    ),
    doubts: doubtsOf({ runs, metric, standings, labelOf: nameOf }),
  }
}

function sentenceOf(standings: readonly Standing[], metric: string, isGoingOn: boolean): string {
  const [first, second] = standings
  const soFar = isGoingOn ? ' so far' : ''
  if (!first) return `No run has a finite ${metric}${soFar}.`
  if (!second) return aloneSentence(first, metric, soFar)
  const tied = standings.filter(({ mean }) => formatNumber(mean) === formatNumber(first.mean))
  if (tied.length > 1) {
    const labels = listed(tied.map(({ label }) => label))
    const place = tied.length === standings.length ? 'the same' : 'the same, best'
    return `${labels} reached ${place} ${metric}${soFar}: ${formatNumber(first.mean)} to four digits.`
  }
  const runs = standings.flatMap((standing) => standing.runs.map(({ run }) => run))
  const way = directionOf(metric, directionsOf(runs))
  if (standings.length === 2)
    return `${first.label} reached the ${way} ${metric}${soFar}: ${spread(first)} against ${spread(second)}.`
  const most = way === 'higher' ? 'highest' : 'lowest'
  return `${first.label} reached the ${most} ${metric}${soFar}: ${spread(first)}; next is ${second.label} with ${spread(second)}.`
}

/** All values come from one group. */
function aloneSentence(standing: Standing, metric: string, soFar: string): string {
  if (standing.runs.length === 1)
    return `Only ${standing.label} has a finite ${metric}${soFar}: ${formatNumber(standing.mean)}.`
  const difference = standing.count.endsWith('seeds') ? 'nothing but their seed' : 'no setting'
  return `Runs that differ in ${difference} reached a ${metric} of ${spread(standing)}${soFar}.`
}

/** `0.957`, or `0.955 on average over 3 seeds (0.951 to 0.958)`. */
function spread({ runs, mean, low, high, count }: Standing): string {
  if (runs.length === 1) return formatNumber(mean)
  return `${formatNumber(mean)} on average over ${count} (${formatNumber(low)} to ${formatNumber(high)})`
}
