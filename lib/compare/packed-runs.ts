/** Compared runs as they travel with the page: names once for all of them, and flat lists of numbers for each. Pure. */
import { byName } from '../by-name.ts'
import { headline } from '../detectors/words/headline.ts'
import { type Finding, isEnded, type Run } from '../run.ts'
import { runSummary, type Summarised } from '../summary/run-summary.ts'
import type { ComparedRun, StepValue } from './compared-run.ts'

type Column = readonly (number | null)[]

/** Without notes and environment, which a comparison does not show. */
type Facts = Omit<Run, 'notes' | 'environment'>

export type PackedRun = {
  /** What it does not share with all the others. */
  run: Partial<Facts> & Pick<Facts, 'id' | 'name'>
  /** Of a run that has ended the one that speaks for it, of others the open ones, one of which will. */
  findings: readonly Finding[]
  /** Places of its series among the names; the columns go by these. */
  places: readonly number[]
  lastSteps: Column
  lastValues: Column
  /** Null where a series has no best value. */
  bestSteps: Column
  bestValues: Column
}

/** `shared`: what is the same in all the runs. */
export type PackedRuns = { names: readonly string[]; shared: Partial<Facts>; runs: readonly PackedRun[] }

export function comparedRunOf(record: Summarised): ComparedRun {
  const { latest, best } = runSummary(record)
  return { run: record.run, latest, best }
}

export function packRuns(
  runs: readonly { compared: ComparedRun; findings: readonly Finding[] }[],
): PackedRuns {
  const places = new Map<string, number>()
  const placeOf = (name: string): number => {
    const place = places.get(name) ?? places.size
    places.set(name, place)
    return place
  }
  const shared = sharedOf(runs.map(({ compared }) => compared.run))
  const packed = runs.map(({ compared: { run, latest, best }, findings }): PackedRun => {
    const names = Object.keys(latest)
    const column = (values: ComparedRun['latest'], key: keyof StepValue) =>
      names.map((name) => values[name]?.[key] ?? null)
    return {
      run: without(run, shared),
      findings: isEnded(run) ? [headline(findings)].filter((one) => one !== null) : open(findings),
      places: names.map(placeOf),
      lastSteps: column(latest, 'step'),
      lastValues: column(latest, 'value'),
      bestSteps: column(best, 'step'),
      bestValues: column(best, 'value'),
    }
  })
  return { names: [...places.keys()], shared, runs: packed }
}

const open = (findings: readonly Finding[]) => findings.filter(({ resolvedStep }) => resolvedStep === null)
const isShown = (name: string) => name !== 'notes' && name !== 'environment'
const isOwn = (name: string) => name === 'id' || name === 'name'

function sharedOf(runs: readonly Run[]): Partial<Facts> {
  const [first, ...others] = runs
  const entries = Object.entries(first ?? {}).filter(([name, value]) => {
    const text = JSON.stringify(value)
    return (
      isShown(name) &&
      !isOwn(name) &&
      others.every((other) => JSON.stringify(other[name as keyof Run]) === text)
    )
  })
  return Object.fromEntries(entries)
}

function without(run: Run, shared: Partial<Facts>): PackedRun['run'] {
  const own = Object.fromEntries(
    Object.entries(run).filter(([name]) => isShown(name) && !Object.hasOwn(shared, name)),
  )
  return { ...own, id: run.id, name: run.name }
}

export function unpackRuns({
  names,
  shared,
  runs,
}: PackedRuns): { compared: ComparedRun; findings: Finding[] }[] {
  return runs.map(({ run, findings, places, lastSteps, lastValues, bestSteps, bestValues }) => {
    const readings = (steps: Column, values: Column) =>
      byName(
        places.flatMap((place, i) => {
          const [step, value] = [steps[i] ?? null, values[i] ?? null]
          return step === null || value === null
            ? []
            : [[names[place] as string, { step, value } satisfies StepValue] as const]
        }),
      )
    const compared = {
      run: { ...shared, ...run, notes: '', environment: {} } as Run,
      latest: readings(lastSteps, lastValues),
      best: readings(bestSteps, bestValues),
    }
    return { compared, findings: [...findings] }
  })
}
