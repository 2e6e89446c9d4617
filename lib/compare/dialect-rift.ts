/** Why runs that name one loss are not on one scale: their libraries make different losses of it. */
import { formatNumber } from '../format.ts'
import { libraryTitle } from '../losses/dialects/libraries.ts'
import { type Scale, yardstickOf } from '../losses/dialects/scales.ts'
import type { Run, RunLoss } from '../run.ts'
import { distinct, listed } from './compared-run.ts'
import { lossKey, lossScale, namedLossKey } from './trained-loss.ts'

/** Why a value on the sample says nothing of the loss of a library. */
const scaleWords: Record<Exclude<Scale, number | 'unknown'>, (title: string) => string> = {
  several: (title) => `${title} has several by that name`,
  elsewhere: (title) => `that of ${title} is another one on other data`,
  'with-parameters': (title) => `that of ${title} is another one with such parameters`,
}

/** Each of the losses once, where all are called the same; none where they are not. */
function namesakes(runs: readonly Pick<Run, 'loss'>[]): RunLoss[] {
  const losses = runs.flatMap(({ loss }) => loss ?? [])
  if (distinct(losses.map(namedLossKey)).length > 1) return []
  return [...new Map(losses.map((loss) => [lossKey(loss), loss])).values()]
}

function titleOf({ dialect }: RunLoss): string {
  return dialect === undefined ? 'Lossglass' : libraryTitle(dialect)
}

/** `kl-div is not one loss here: on one sample it is …`, or null where runs are not known to differ in that alone. */
export function dialectRift(runs: readonly Pick<Run, 'loss'>[]): string | null {
  const scaled = namesakes(runs).map((loss) => ({ loss, scale: lossScale(loss) ?? yardstickOf(loss.id) }))
  // Where nothing was measured there is nothing to tell, and null where all that was measured agrees.
  const apart = scaled.flatMap(({ loss, scale }) =>
    scale === null || scale === 'unknown' ? [] : [{ loss, scale }],
  )
  const [first] = apart
  if (!first || apart.length < 2) return null
  const words = apart.flatMap(({ loss, scale }) =>
    typeof scale === 'string' ? [scaleWords[scale](titleOf(loss))] : [],
  )
  const values = apart.flatMap(({ loss, scale }) =>
    typeof scale === 'number' ? [`${formatNumber(scale)} in ${titleOf(loss)}`] : [],
  )
  const why = words.length ? listed(words) : `on one sample it is ${listed(values)}`
  return `${first.loss.id} is not one loss here: ${why}`
}

/** `nothing is known of kl-div in nolib`, or null where runs differ in more than in libraries whose loss nobody measured. */
export function unmeasured(runs: readonly Pick<Run, 'loss'>[]): string | null {
  const losses = namesakes(runs)
  const unknown = losses.filter((loss) => lossScale(loss) === 'unknown')
  const [first] = unknown
  if (!first || losses.length < 2) return null
  return `nothing is known of ${first.id} in ${listed(unknown.map(titleOf))}`
}
