/** Why runs that name one loss are not on one scale: their libraries make different losses of it. */
import { formatNumber } from '../format.ts'
import { libraryTitle } from '../losses/dialects/libraries.ts'
import { type Scale, yardstickOf } from '../losses/dialects/scales.ts'
import type { Run } from '../run.ts'
import { distinct, listed } from './compared-run.ts'
import { lossKey, lossScale, namedLossKey } from './trained-loss.ts'

/** Why a value on the sample says nothing of the loss of a library. */
const scaleWords: Record<Exclude<Scale, number>, (title: string) => string> = {
  several: (title) => `${title} has several by that name`,
  elsewhere: (title) => `that of ${title} is another one on other data`,
  'with-parameters': (title) => `that of ${title} is another one with such parameters`,
}

/** `kl-div is not one loss here: on one sample it is …`, or null where runs do not differ in that alone. */
export function dialectRift(runs: readonly Pick<Run, 'loss'>[]): string | null {
  const losses = runs.flatMap(({ loss }) => loss ?? [])
  const [first] = losses
  if (!first || distinct(losses.map(namedLossKey)).length > 1) return null
  const apart = [...new Map(losses.map((loss) => [lossKey(loss), loss])).values()]
  if (apart.length < 2) return null
  const titled = apart.map((loss) => ({
    title: loss.dialect === undefined ? 'Lossglass' : libraryTitle(loss.dialect),
    scale: lossScale(loss) ?? yardstickOf(loss.id) ?? Number.NaN,
  }))
  const words = titled.flatMap(({ title, scale }) =>
    typeof scale === 'string' ? [scaleWords[scale](title)] : [],
  )
  const values = titled.flatMap(({ title, scale }) =>
    typeof scale === 'number' ? [`${formatNumber(scale)} in ${title}`] : [],
  )
  const why = words.length ? listed(words) : `on one sample it is ${listed(values)}`
  return `${first.id} is not one loss here: ${why}`
}
