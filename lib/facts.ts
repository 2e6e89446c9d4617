/** What the detectors may know of a run beside its points. */
import type { RunFacts } from './detectors/detector.ts'
import { dataFactsOf, lossFacts } from './losses/index.ts'
import type { Run } from './run.ts'
import { defaultSettings, isMuted, type Settings } from './settings.ts'

/** The facts of a run under the settings of the server. */
export function factsOf(run: Run, settings: Settings = defaultSettings): RunFacts {
  const { loss, params, tags, plannedSteps, stepsPerEpoch } = run
  const codes = new Set(settings.muted.map(({ code }) => code))
  return {
    ...lossFacts(loss, dataFactsOf(params)),
    ...{ plannedSteps, stepsPerEpoch, params, tags },
    muted: [...codes].filter((code) => isMuted(settings, code, run)),
    thresholds: settings.thresholds,
  }
}
