/**
 * `npm run replay -- DIR`: the detectors over a folder of recorded curves, one line of JSON a curve on stdout. DIR holds
 * `index.jsonl`, one curve a line, and a CSV (`step,value`) for each. Labels are not read.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { noFacts, type RunFacts } from '../lib/detectors/detector.ts'
import { finish, observe, startWatch } from '../lib/detectors/memory/watch.ts'
import { roleOf } from '../lib/detectors/series-names.ts'
import { lossFacts } from '../lib/losses/index.ts'
import { numberFromJson } from '../lib/number.ts'
import { Refusal } from '../lib/refusal.ts'
import type { Finding } from '../lib/run.ts'
import { partOf, type SeriesColumns } from '../lib/series.ts'
import { command, readPlaces } from './command.ts'

type Curve = {
  id: string
  file: string
  metric: string
  /** `family/epoch`, `…/step` or `…/eval`: what a row is. */
  kind: string
  tags: string[]
  pair: string | null
  loss?: string | null
  classes?: number | null
  class_prior?: number[] | number | null
  target_variance?: number | null
  lr?: number | null
}

type Event = { code: string; severity: string; index: number; causes: string[] }

function readCurves(dir: string): Map<string, Curve> {
  const lines = readText(dir, 'index.jsonl').split('\n').filter(Boolean)
  try {
    return new Map(lines.map((line) => JSON.parse(line) as Curve).map((curve) => [curve.id, curve]))
  } catch {
    throw new Refusal('invalid', `${join(dir, 'index.jsonl')} must hold one curve as JSON a line.`)
  }
}

function readText(dir: string, file: string): string {
  try {
    return readFileSync(join(dir, file), 'utf8')
  } catch {
    throw new Refusal(
      'not-found',
      `replay needs a folder that holds index.jsonl and the curves it names: ${join(dir, file)} cannot be read.`,
    )
  }
}

function readColumns(dir: string, curve: Curve, name: string): SeriesColumns {
  const rows = readText(dir, curve.file).trim().split('\n').slice(1)
  const cells = rows.map((row) => row.split(','))
  const steps = Float64Array.from(cells, ([step]) => Number(step))
  const values = Float64Array.from(cells, ([, value]) => parseValue(value ?? ''))
  // The time of a point is its row: that is how a finding is traced back to the row at which it was raised.
  return { name, steps, values, times: Float64Array.from(cells, (_, row) => row) }
}

/** Writers differ: NaN, nan, inf, -Infinity, an empty cell. */
function parseValue(cell: string): number {
  const text = cell.trim()
  if (/^[+-]?inf/i.test(text))
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return text === '' ? Number.NaN : (numberFromJson(Number(text)) ?? Number.NaN)
}

const isEpochs = (curve: Curve) => curve.kind.endsWith('epoch')
const isValidation = (curve: Curve) => roleOf(curve.metric).split === 'validation'

function entropyOf(prior: readonly number[]): number {
  return -prior.reduce((sum, share) => sum + (share > 0 ? share * Math.log(share) : 0), 0)
}

/** Names of cross-entropy in other people's logs; a log that gives classes and no loss means it too. */
const isCrossEntropy = (loss: string) => /cross.?entropy|^ce$|^nll/i.test(loss)

/** What the loss alone says, and the levels of a model that knows how the targets are spread and nothing else. */
function factsOf({ loss, classes, class_prior, target_variance, lr, tags, kind }: Curve): RunFacts {
  const prior = typeof class_prior === 'number' ? [1 - class_prior, class_prior] : class_prior
  const known = lossFacts(loss ? { id: loss, params: {} } : null, {
    ...(classes && { classes }),
    ...(prior && { classPrior: prior }),
    ...(target_variance && { targetVariance: target_variance }),
  })
  const guess = classes && isCrossEntropy(loss ?? 'cross-entropy') ? Math.log(classes) : null
  const levels = [prior ? entropyOf(prior) : null, target_variance ?? null]
  return {
    ...noFacts,
    lossNamed: Boolean(loss || classes),
    ...known,
    chanceLevel: known.chanceLevel ?? guess,
    levels: [
      ...known.levels,
      ...levels.flatMap((value) => (value === null ? [] : [{ value, cause: 'predicts-prior' }])),
    ],
    stepsPerEpoch: kind.endsWith('epoch') ? 1 : null,
    params: lr ? { lr } : {},
    tags: tags.filter((tag) => tag === 'gan'),
  }
}

/** The series' name: the metric, said to be a loss where its name does not say so. */
function nameOf({ metric }: Curve): string {
  return roleOf(metric).kind === 'loss' ? metric : `${metric} loss`
}

/** Twins that count in different units, epochs here and steps there, are brought to the unit of `reference`. */
function inUnitsOf(reference: SeriesColumns, columns: SeriesColumns): SeriesColumns {
  const factor = (reference.steps.at(-1) ?? 1) / (columns.steps.at(-1) || 1)
  return { ...columns, steps: columns.steps.map((step) => step * factor) }
}

function replay(dir: string, curve: Curve, curves: ReadonlyMap<string, Curve>): Event[] {
  const name = nameOf(curve)
  const own = readColumns(dir, curve, name)
  const points = [own]
  const twin = curve.pair ? curves.get(curve.pair) : undefined
  if (twin) {
    const validation = isValidation(curve)
    const twinName = `${validation ? 'train' : 'val'}/${roleOf(name).base === 'loss' ? '' : `${roleOf(name).base} `}loss`
    const columns = readColumns(dir, twin, twinName)
    points.push(isEpochs(curve) === isEpochs(twin) ? columns : inUnitsOf(own, columns))
  }
  const watch = startWatch(factsOf(curve))
  // A recorded curve has come to its end.
  const found = [...observe(watch, curve.id, points), ...finish(watch, curve.id)]
    .filter((finding) => finding.series === name)
    .filter((finding, i, all) => all.findIndex((one) => isSame(one, finding)) === i)
  return found
    .map((finding, i) => {
      const { id, raisedStep, raisedAt, code, severity, causes } = finding
      const wasNoted = found.slice(0, i).some((one) => one.id === id && one.raisedStep === raisedStep)
      const index = wasNoted ? rowOf(finding, curve, points) : raisedAt
      return { code, severity, index, causes }
    })
    .sort((a, b) => a.index - b.index)
}

/** Whether two are of one incident, and as severe. */
function isSame(one: Finding, other: Finding): boolean {
  return one.id === other.id && one.raisedStep === other.raisedStep && one.severity === other.severity
}

/** The row at which what had been raised became as severe as this: the first after which it is told. */
function rowOf(finding: Finding, curve: Curve, [own, ...twins]: readonly SeriesColumns[]): number {
  if (!own) throw new Error('A curve has points.')
  let [before, after] = [finding.raisedAt, own.steps.length]
  while (after - before > 1) {
    const rows = (before + after) >> 1
    const last = own.steps[rows - 1] as number
    const points = [
      partOf(own, 0, rows),
      ...twins.map((twin) => partOf(twin, 0, twin.steps.filter((step) => step <= last).length)),
    ]
    const isTold = observe(startWatch(factsOf(curve)), curve.id, points).some((one) => isSame(one, finding))
    if (isTold) after = rows
    else before = rows
  }
  return after - 1
}

await command(async () => {
  const [dir] = readPlaces({}).places
  if (!dir)
    throw new Refusal('invalid', 'replay needs a folder that holds index.jsonl and the curves it names.')
  const curves = readCurves(dir)
  for (const curve of curves.values())
    console.log(JSON.stringify({ id: curve.id, events: replay(dir, curve, curves) }))
})
