/** From a plan to its trainings. Pure. */
import { createHash } from 'node:crypto'
import { cut } from '../refusal.ts'
import type { TrainingOptions } from '../training/training.ts'
import type { PlannedLoss, PlannedTraining, Sweep, SweepPlan } from './sweep.ts'

function hashOf(value: unknown, digits: number): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, digits)
}

function keyOf({ text, file }: PlannedLoss): string {
  return file ?? text
}

/** The id of the run: the same for the same sweep, setting and seed, so that it is known whether it was trained. */
function runIdOf(sweepId: string, loss: PlannedLoss, lr: number, seed: number): string {
  return `${sweepId}-${hashOf([keyOf(loss), lr, seed], 12)}`
}

/** All trainings in the order in which they begin: seed by seed, so that soon all losses have some to be compared by. */
export function trainingsOf({ id, plan }: Pick<Sweep, 'id' | 'plan'>): PlannedTraining[] {
  const { losses, lrs, seeds } = plan
  return seeds.flatMap((seed) =>
    lrs.flatMap((lr) => losses.map((loss) => ({ runId: runIdOf(id, loss, lr, seed), loss, lr, seed }))),
  )
}

const longestName = 200

/** The options of one training: those that the sweep shares, with its own. The group is the name of the sweep. */
export function optionsOfTraining(
  { name: group, project, plan }: Pick<Sweep, 'name' | 'project' | 'plan'>,
  { loss, lr, seed }: PlannedTraining,
): TrainingOptions {
  const rate = plan.lrs.length > 1 ? ` lr ${lr}` : ''
  const name = cut(`${loss.text}${rate}, seed ${seed}`, longestName - 2)
  const named = { name, project, group }
  return { ...plan.options, loss: loss.id, lossParams: loss.params, lr, seed, ...named }
}

/** The name of a sweep that got none: the same for the same plan, so that the same command goes on with it. */
export function nameOfPlan(plan: SweepPlan): string {
  return `${plan.options.task}-${hashOf([plan.options, plan.losses.map(keyOf), plan.lrs, plan.seeds], 6)}`
}

/** Whether two plans differ in their seeds at most. */
export function differInSeedsOnly(a: SweepPlan, b: SweepPlan): boolean {
  const restOf = ({ options, losses, lrs }: SweepPlan) =>
    JSON.stringify([
      Object.entries(options).sort(([one], [other]) => (one < other ? -1 : 1)),
      losses.map(keyOf).sort(),
      [...lrs].sort((one, other) => one - other),
    ])
  return restOf(a) === restOf(b)
}

/** The plan with more seeds, those that it has first. */
export function withSeeds(plan: SweepPlan, seeds: readonly number[]): SweepPlan {
  return { ...plan, seeds: [...new Set([...plan.seeds, ...seeds])] }
}
