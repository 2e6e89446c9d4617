/** Which loss runs were trained with, and which series hold its values. */
import { roleOf } from '../detectors/series-names.ts'
import { type Defaults, defaultsOf, isLossId } from '../losses/defaults.ts'
import { libraryKey, libraryTitle } from '../losses/dialects/libraries.ts'
import { type Scale, scaleOf } from '../losses/dialects/scales.ts'
import type { Params, ParamValue, Run, RunLoss } from '../run.ts'
import { distinct } from './compared-run.ts'
import { paramKey } from './param-text.ts'

/** The library reads a text that is wholly a number, or true or false, as that; what others make of one is not known. */
function meaningOf(standard: Defaults[string] | undefined, value: ParamValue): string {
  if (standard === undefined) return paramKey(value)
  return typeof standard === 'number' ? String(Number(value)) : String(value)
}

/** Parameters with the library's defaults filled in: a default that is written out makes no other loss. */
function wholeParams({ id, params }: RunLoss): [name: string, value: string][] {
  const defaults = defaultsOf(id)
  const known: Params = {}
  for (const [name, standard] of Object.entries(defaults)) if (standard !== null) known[name] = standard
  return Object.entries({ ...known, ...params })
    .map(([name, value]): [string, string] => [
      name,
      meaningOf(Object.hasOwn(defaults, name) ? defaults[name] : undefined, value),
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Equal for runs that name one loss, whatever the library makes of it. */
export function namedLossKey(loss: RunLoss): string {
  return JSON.stringify([loss.id, wholeParams(loss)])
}

/** What the library of a run makes of its loss, where that is not known to be what PyTorch makes of it. */
export function lossScale(loss: RunLoss): Scale | null {
  const { id, dialect } = loss
  return scaleOf(id, dialect, namedLossKey(loss) !== namedLossKey({ id, params: {} }))
}

/** Whether what is known of the loss here holds for the run's. */
export function isOwnScale(loss: RunLoss): boolean {
  return lossScale(loss) === null
}

/** Equal for runs whose loss values are on one scale. */
export function lossKey(loss: RunLoss): string {
  const scale = lossScale(loss)
  // A word says that one value tells nothing: such a loss is the same in its own library only.
  const library = loss.dialect === undefined ? null : libraryKey(loss.dialect)
  return JSON.stringify([namedLossKey(loss), typeof scale === 'string' ? [scale, library] : scale])
}

/** A text that reads as a number or a flag has quotes where it may mean something else. */
function shownParam(isOurs: boolean, value: ParamValue): string {
  const isMistakable =
    typeof value === 'string' && /^(true|false|[+-]?(\d|\.\d)[\d.]*(e[+-]?\d+)?)$/i.test(value)
  return isMistakable && !isOurs ? JSON.stringify(value) : String(value)
}

/**
 * `cross-entropy`, `smooth-l1 (beta 0.5)`, `kl-div (Keras)`; only the parameters that the run names, and the library
 * where it matters.
 */
export function lossText(loss: RunLoss | null): string {
  if (!loss) return 'no loss named'
  const params = Object.entries(loss.params).map(
    ([name, value]) => `${name} ${shownParam(isLossId(loss.id), value)}`,
  )
  const said = loss.dialect && !isOwnScale(loss) ? [libraryTitle(loss.dialect), ...params] : params
  return said.length ? `${loss.id} (${said.join(', ')})` : loss.id
}

/**
 * `same`: every run was trained with one loss. `different`: at least two losses. `unknown`: some runs do not say, or
 * say it of a library whose loss nobody measured, and nothing shows that they differ.
 */
export function lossAgreement(runs: readonly Pick<Run, 'loss'>[]): 'same' | 'different' | 'unknown' {
  const losses = runs.flatMap(({ loss }) => loss ?? [])
  const measured = losses.filter((loss) => lossScale(loss) !== 'unknown')
  if (distinct(losses.map(namedLossKey)).length > 1 || distinct(measured.map(lossKey)).length > 1)
    return 'different'
  return losses.length < runs.length || distinct(losses.map(lossKey)).length > 1 ? 'unknown' : 'same'
}

/** Each loss once, in words. */
export function lossTexts(runs: readonly Run[]): string[] {
  return distinct(runs.map(({ loss }) => lossText(loss)))
}

/**
 * Whether a series holds values of the loss that a run was trained with, on whatever scale that is: `val/loss` does,
 * `val/mae` names a measure that is the same for every run.
 */
export function isTrainedLoss(name: string): boolean {
  const { kind, base } = roleOf(name)
  return kind === 'loss' && (base === 'loss' || /loss|objective|criterion/i.test(name))
}
