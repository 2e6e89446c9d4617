/** Trains and shows its points to the detectors as the recorder does. */
import { observe, startWatch } from '../../lib/detectors/watch.ts'
import { factsOf } from '../../lib/facts.ts'
import { applyToRun, type Finding, type Run } from '../../lib/run.ts'
import { describeTraining } from '../../lib/training/describe.ts'
import { parseTrainingOptions } from '../../lib/training/options.ts'
import { train } from '../../lib/training/train.ts'
import type { Training } from './scenarios.ts'

/** The findings of a training with a seed, in the order in which they were raised; each once, as it was then. */
export async function findingsOf({ options, material }: Training, seed: number): Promise<Finding[]> {
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
    for (const finding of observe(watch, run.id, points))
      if (!raised.has(finding.id)) raised.set(finding.id, finding)
  }
  return [...raised.values()]
}

/** What is worth a warning. */
export function alarms(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity !== 'info')
}
