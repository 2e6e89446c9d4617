/** The plain warning over runs whose values are not on one scale. */
import { dataOf, obstacleTo } from './comparability.ts'
import type { ComparedRun } from './compared-run.ts'
import { dialectRift, unmeasured } from './dialect-rift.ts'
import { comparableMetric } from './metric-choice.ts'
import { lossAgreement, lossTexts } from './trained-loss.ts'

/** `choice`: a series that all runs have and can be ranked by, where another one is shown. */
export type Notice = { text: string; choice: string | null }

/** Losses that are named before the rest is counted. */
const mostNamed = 4

/** Null where the runs were trained with one loss on one set of data, as far as they say. */
export function noticeOf(runs: readonly ComparedRun[], metric: string | null): Notice | null {
  if (runs.length < 2) return null
  const plain = runs.map(({ run }) => run)
  const data = dataOf(plain)
  if (data.length > 1) {
    const text = `These runs were trained on different data (${data.join(', ')}), so their values say nothing of which is better and are not ranked.`
    return { text, choice: null }
  }
  const agreement = lossAgreement(plain)
  if (agreement === 'same') return null
  const texts = lossTexts(plain)
  const rest = texts.length - mostNamed
  const named = [...texts.slice(0, mostNamed), ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
  const rift = dialectRift(plain)
  const different = rift
    ? `These runs name the same loss, but ${rift}. Their loss values are not ranked.`
    : `These runs were trained with different losses (${named}), so their loss values are not on one scale.`
  const unsure = unmeasured(plain)
  const isSilent = plain.some(({ loss }) => loss === null)
  const unknown =
    isSilent || !unsure
      ? 'Not all of these runs say which loss they were trained with, so their loss values are not ranked.'
      : `These runs name the same loss, but ${unsure}: whether it is the same there nobody measured, so their loss values are not ranked.`
  const cause = agreement === 'different' ? different : unknown
  const shared = comparableMetric(runs)
  if (shared === null)
    return { text: `${cause} They share no metric that they could be ranked by.`, choice: null }
  if (metric !== null && obstacleTo(metric, plain) === null)
    return { text: `${cause} Compared here by what they share: ${metric}.`, choice: null }
  return { text: `${cause} What they share and can be compared by: ${shared}.`, choice: shared }
}
