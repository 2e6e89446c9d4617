/** Compared runs as they travel with the page: names once for all of them, and flat lists of numbers for each. Pure. */
import { byName } from '../by-name.ts'
import type { Finding, Run } from '../run.ts'
import { runSummary, type Summarised } from '../summary/run-summary.ts'
import type { ComparedRun, StepValue } from './compared-run.ts'

type Column = readonly (number | null)[]

export type PackedRun = {
  /** Without notes and environment, which a comparison does not show. */
  run: Omit<Run, 'notes' | 'environment'>
  /** The open ones: they alone speak for a run. */
  findings: readonly Finding[]
  /** Places of its series among the names; the columns go by these. */
  places: readonly number[]
  lastSteps: Column
  lastValues: Column
  /** Null where a series has no best value. */
  bestSteps: Column
  bestValues: Column
}

export type PackedRuns = { names: readonly string[]; runs: readonly PackedRun[] }

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
  const packed = runs.map(({ compared: { run, latest, best }, findings }): PackedRun => {
    const { notes: _notes, environment: _environment, ...facts } = run
    const names = Object.keys(latest)
    const column = (values: ComparedRun['latest'], key: keyof StepValue) =>
      names.map((name) => values[name]?.[key] ?? null)
    return {
      run: facts,
      findings: findings.filter(({ resolvedStep }) => resolvedStep === null),
      places: names.map(placeOf),
      lastSteps: column(latest, 'step'),
      lastValues: column(latest, 'value'),
      bestSteps: column(best, 'step'),
      bestValues: column(best, 'value'),
    }
  })
  return { names: [...places.keys()], runs: packed }
}

export function unpackRuns({ names, runs }: PackedRuns): { compared: ComparedRun; findings: Finding[] }[] {
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
      run: { ...run, notes: '', environment: {} },
      latest: readings(lastSteps, lastValues),
      best: readings(bestSteps, bestValues),
    }
    return { compared, findings: [...findings] }
  })
}
