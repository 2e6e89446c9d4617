/** Trains and shows its points to the detectors as the recorder does. */
import { noSiblings, type Siblings, siblingsOf } from '../../lib/detectors/memory/siblings.ts'
import { observe, startWatch, type Watch } from '../../lib/detectors/memory/watch.ts'
import { factsOf } from '../../lib/recorder/facts.ts'
import { applyToRun, type Finding, type Run } from '../../lib/run.ts'
import { describeTraining } from '../../lib/training/describe.ts'
import { parseTrainingOptions } from '../../lib/training/options.ts'
import { train } from '../../lib/training/train.ts'
import type { Scenario, Training } from './scenarios.ts'

/** Each finding once, as it was when it was raised, in that order. */
type Watched = { watch: Watch; findings: Finding[] }

/** Added to the seed: the other runs of a project have others. */
const siblingSeeds = [1000, 2000]

/** What the detectors say of a training with a seed, beside its siblings where the scenario has some. */
export async function findingsOf(training: Training | Scenario, seed: number): Promise<Finding[]> {
  const others: Watch[] = []
  if ('siblings' in training && training.siblings)
    for (const more of siblingSeeds)
      others.push((await watched(training.siblings, seed + more, noSiblings)).watch)
  return (await watched(training, seed, siblingsOf(others))).findings
}

async function watched({ options, material }: Training, seed: number, siblings: Siblings): Promise<Watched> {
  const given = material?.() ?? {}
  const checked = parseTrainingOptions({ ...options, seed }, given)
  const description = describeTraining(checked, given)
  const run = applyToRun(null, {
    type: 'run-started',
    run: { id: 'provoked', ...description },
    time: 0,
  }) as Run
  const watch = startWatch(factsOf(run))
  const raised = new Map<string, Finding>()
  for await (const { step, values } of train(checked, given)) {
    const points = Object.entries(values).map(([name, value]) => ({
      name,
      steps: Float64Array.of(step),
      values: Float64Array.of(value),
      times: Float64Array.of(step),
    }))
    for (const finding of observe(watch, run.id, points, siblings))
      if (!raised.has(finding.id)) raised.set(finding.id, finding)
  }
  return { watch, findings: [...raised.values()] }
}

/** What is worth a warning. */
export function alarms(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity !== 'info')
}

/**
 * Of what was said, that which answers the scenario: the alarms, or of a success, where there are none, the notes
 * with a cause.
 */
export function answers({ isSuccess }: Scenario, findings: readonly Finding[]): Finding[] {
  const loud = alarms(findings)
  return isSuccess && loud.length === 0 ? findings.filter(({ causes }) => causes.length > 0) : loud
}
