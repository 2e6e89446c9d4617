/** Compared runs for tests: a run, and what it reached. */
import type { ComparedRun, StepValue } from '../../lib/compare/compared-run.ts'
import { verdictOf } from '../../lib/compare/verdict.ts'
import { applyToRun, type Run, type RunLoss } from '../../lib/run.ts'

export type Reached = Record<string, { best?: number; last: number; step?: number }>

export function run(id: string, changes: Partial<Run> = {}): Run {
  const begun = applyToRun(null, { type: 'run-started', run: { id }, time: 0 }) as Run
  return { ...begun, seed: 1, status: 'finished', endedAt: 1, ...changes }
}

/** Values as a view gives them: without a finite best value there is none. */
export function compared(of: Run, reached: Reached): ComparedRun {
  const best: Record<string, StepValue> = {}
  const latest: Record<string, StepValue> = {}
  for (const [name, { best: top, last, step = 100 }] of Object.entries(reached)) {
    latest[name] = { step, value: last }
    const value = top ?? last
    if (Number.isFinite(value)) best[name] = { step, value }
  }
  return { run: of, latest, best }
}

export const ce: RunLoss = { id: 'cross-entropy', params: {} }
export const mse: RunLoss = { id: 'mse', params: {} }
export const labelOf = (id: string) => id

/** A run with a loss, and the accuracy that it reached. */
export const acc = (id: string, value: number, changes: Partial<Run> = {}, last = value) =>
  compared(run(id, { loss: ce, ...changes }), { 'val/accuracy': { best: value, last } })
export const say = (runs: ComparedRun[], metric: string | null = 'val/accuracy') =>
  verdictOf(runs, metric, labelOf)
