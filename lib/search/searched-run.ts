/** A run as the list looks for it: what it is, what it was trained with, what it reached, what was found in it. Pure. */
import type { ComparedRun } from '../compare/compared-run.ts'
import { fieldOf as comparedField, isOwnField as isOwnCompared, textsOf } from '../compare/run-fields.ts'
import { isTrainedLoss, lossText } from '../compare/trained-loss.ts'
import type { Weighed } from '../detectors/words/headline.ts'
import { ruleWords } from '../detectors/words/rules.ts'
import { type Asked, type FieldValue, wordsIn } from '../query/index.ts'
import { mainMetric } from '../summary/main-metric.ts'
import { workMs } from '../summary/work-time.ts'

export type SearchedRun = ComparedRun & {
  findings: readonly Weighed[]
  /** Whether a run has a word among its parameters, where they were looked through and not read. */
  paramsHave?: (runId: string, word: string) => boolean
  /** What `textsHave` made of it, where it is asked for often. */
  textsHave?: Asked['has']
  /** Of the metric that speaks for it, where only that one was read of its series. */
  main?: { latest: number | null; best: number | null }
}

/** What a list has beside the fields that Compare has. */
const listFields: Readonly<Record<string, (run: SearchedRun) => FieldValue>> = {
  /** By its id alone, and with its parameters. */
  loss: ({ run: { loss } }) => loss && [...new Set([lossText(loss), loss.id])],
  started: ({ run }) => run.startedAt,
  /** Of training, pauses left out. */
  minutes: ({ run }) => (run.endedAt === null ? null : workMs(run, run.endedAt) / 60_000),
  last: (run) => mainValue(run, 'latest'),
  best: (run) => mainValue(run, 'best'),
  finding: ({ findings }) => openCodes(findings),
}

/** Of the metric that speaks for the run. */
function mainValue({ run, latest, best, main: known }: SearchedRun, which: 'latest' | 'best'): number | null {
  if (known) return known[which]
  const main = mainMetric(Object.keys(latest), run)
  return (main === null ? undefined : { latest, best }[which][main])?.value ?? null
}

function openCodes(findings: SearchedRun['findings']): string[] {
  return [...new Set(findings.flatMap(({ code, resolvedStep }) => (resolvedStep === null ? [code] : [])))]
}

/** Whether it is a fact of the run itself: no parameter or series is read for it. */
export function isOwnField(name: string): boolean {
  return Object.hasOwn(listFields, name) || isOwnCompared(name)
}

export function fieldOf(run: SearchedRun, name: string): FieldValue {
  const own = Object.hasOwn(listFields, name) ? listFields[name] : undefined
  return own ? own(run) : comparedField(run, name)
}

export function askedOf(searched: SearchedRun): Asked {
  const { run, paramsHave } = searched
  const inParams = wordsIn(() => Object.entries(run.params).map(([key, value]) => `${key}=${value}`))
  const inOthers = searched.textsHave ?? textsHave(searched)
  return {
    fieldOf: (name) => fieldOf(searched, name),
    has: (word) => inOthers(word) || (paramsHave ? paramsHave(run.id, word) : inParams(word)),
  }
}

/** Whether a run has a word in anything but its parameters. */
export function textsHave(searched: SearchedRun): Asked['has'] {
  const { run, findings } = searched
  return wordsIn(() => [
    ...textsOf(searched),
    ...[run.id, run.source, run.status, `seed ${run.seed ?? 'none'}`],
    ...openCodes(findings).flatMap((code) => [code, ruleWords[code]?.title ?? '']),
  ])
}

/** Whether a field has raw values of a loss, which are on no common scale where losses differ. */
export function isLossField(name: string): boolean {
  return name === 'last' || name === 'best' || isTrainedLoss(name.replace(/@last$/, ''))
}
