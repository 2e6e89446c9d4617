/** How many trainings a form asks for, and about how long they take. */
import { formatEstimate, plural } from '../../lib/format.ts'
import { aroundMs } from '../../lib/sweep/progress.ts'
import { parseSeeds } from '../../lib/sweep/seeds.ts'
import { mostTrainings } from '../../lib/sweep/sweep.ts'
import type { SweepChoices, SweepTask } from './sweep-choices.ts'

/** A sentence, also for what cannot be read yet. */
export function sizeOf(
  losses: readonly string[],
  given: Readonly<Record<string, string>>,
  task: SweepTask,
  { epochTimes, jobs: usualJobs }: SweepChoices,
): string {
  if (losses.length === 0) return 'Choose one loss at least.'
  const rates = (given.lr ?? '1').split(',').filter((part) => part.trim()).length || 1
  let seeds: number
  try {
    seeds = parseSeeds(given.seeds ?? '5').length
  } catch (error) {
    return (error as Error).message
  }
  const count = losses.length * rates * seeds
  const factors = [plural(losses.length, 'loss').replace('losss', 'losses'), plural(seeds, 'seed')]
  if (rates > 1) factors.splice(1, 0, plural(rates, 'learning rate'))
  const size = `${plural(count, 'training')} (${factors.join(' × ')})`
  if (count > mostTrainings) return `${size}: a sweep has at most ${mostTrainings}.`
  const epochs = Number(given.epochs || task.defaults.epochs)
  const epochMs = epochTimes[`${task.id} ${given.model || task.defaults.model}`]
  if (epochMs === undefined || !(epochs > 0))
    return `${size}. How long they take is known once the first has ended, as this task was not trained here before.`
  const jobs = Math.max(1, Number(given.jobs) || usualJobs)
  const ms = Math.ceil(count / jobs) * (epochMs * epochs + aroundMs)
  return `${size}, ${formatEstimate(ms)} in all, ${jobs} at a time.`
}
