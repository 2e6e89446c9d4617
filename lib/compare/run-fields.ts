/**
 * The fields of runs, by which they are asked for, sorted and shown in columns: what they are, what was chosen, what
 * they reached.
 */
import { type Asked, type FieldValue, wordsIn } from '../query/index.ts'
import type { Run } from '../run.ts'
import { hasBest } from '../summary/metric.ts'
import { type ComparedRun, distinct } from './compared-run.ts'
import { paramOf } from './param-text.ts'
import { lossText } from './trained-loss.ts'

/** A metric has its best value, `NAME@last` its last one; a metric without a best value has its last one under its own name. */
const lastMark = '@last'

const ownFields: Readonly<Record<string, (run: Run) => FieldValue>> = {
  name: ({ name }) => name,
  loss: ({ loss }) => (loss ? lossText(loss) : null),
  seed: ({ seed }) => seed,
  sweep: ({ group }) => group,
  project: ({ project }) => project,
  status: ({ status }) => status,
  tags: ({ tags }) => tags,
  minutes: ({ startedAt, endedAt }) => (endedAt === null ? null : (endedAt - startedAt) / 60_000),
  id: ({ id }) => id,
}

export function isOwnField(name: string): boolean {
  return Object.hasOwn(ownFields, name)
}

/** What a run's own facts, then its parameters, then its series say under a name. */
export function fieldOf({ run, best, latest }: ComparedRun, name: string): FieldValue {
  if (Object.hasOwn(ownFields, name)) return ownFields[name]?.(run) ?? null
  const param = paramOf(run, name)
  if (param !== null) return param
  if (name.endsWith(lastMark)) return latest[name.slice(0, -lastMark.length)]?.value ?? null
  return (best[name] ?? latest[name])?.value ?? null
}

/** Whether what a run has under a name was chosen, and not measured: as a number it has the digits that it was given. */
export function isChosen(run: Run, name: string): boolean {
  return name === 'seed' || (!isOwnField(name) && paramOf(run, name) !== null)
}

/** Whether some runs have as a text what others have as the number, or the flag, that reads the same: "0" is not 0. */
export function hasMistakable(runs: readonly ComparedRun[], name: string): boolean {
  const values = runs.map((run) => fieldOf(run, name))
  const others = new Set(values.flatMap((value) => (typeof value === 'string' ? [] : [String(value)])))
  return values.some((value) => typeof value === 'string' && value !== '' && others.has(value))
}

export function askedOf(compared: ComparedRun): Asked {
  return { fieldOf: (name) => fieldOf(compared, name), has: wordsIn(() => textsOf(compared)) }
}

/** In which words are looked for. */
export function textsOf({ run }: ComparedRun): string[] {
  return [run.name, run.project, run.group ?? '', run.loss ? lossText(run.loss) : '', ...run.tags]
}

export type FieldKind = 'own' | 'param' | 'metric'

/** Every field of these runs: own ones, parameters by name, series in the order in which they first come. */
export function fieldsOf(runs: readonly ComparedRun[]): Map<string, FieldKind> {
  const params = distinct(runs.flatMap(({ run }) => Object.keys(run.params))).sort()
  const metrics = distinct(runs.flatMap(({ latest }) => Object.keys(latest)))
  const ranked = metrics.filter((name) => runs.some(({ run }) => hasBest(name, run.directions)))
  return new Map([
    ...metrics.map((name): [string, FieldKind] => [name, 'metric']),
    ...ranked.map((name): [string, FieldKind] => [`${name}${lastMark}`, 'metric']),
    // A parameter hides a metric of its name, as in `fieldOf`.
    ...params.map((name): [string, FieldKind] => [name, 'param']),
    ...Object.keys(ownFields).map((name): [string, FieldKind] => [name, 'own']),
  ])
}

/** Values of a field that are offered while a query is typed. */
const mostOffered = 50

/** The texts that each field has in these runs; none for metrics, which have as many values as runs. */
export function offeredValues(runs: readonly ComparedRun[]): Map<string, string[]> {
  const known = [...fieldsOf(runs)].sort(([, a], [, b]) => places[a] - places[b])
  return new Map(
    known.map(([name, kind]) => {
      if (kind === 'metric' || name === 'minutes') return [name, []]
      const values = runs.flatMap((run) => {
        const value = fieldOf(run, name)
        return value === null ? [] : typeof value === 'object' ? [...value] : [String(value)]
      })
      return [name, distinct(values).slice(0, mostOffered)]
    }),
  )
}

const places: Record<FieldKind, number> = { own: 0, metric: 1, param: 2 }
