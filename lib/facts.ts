/** What the detectors may know of a run beside its points. */
import type { RunFacts } from './detectors/detector.ts'
import { dataFactsOf, lossFacts } from './losses/index.ts'
import type { Run } from './run.ts'

export function factsOf({ loss, params, tags, plannedSteps, stepsPerEpoch }: Run): RunFacts {
  return { ...lossFacts(loss, dataFactsOf(params)), plannedSteps, stepsPerEpoch, params, tags }
}
