/** What the detectors may know of a run beside its points. */
import { isOwnScale } from '../compare/trained-loss.ts'
import type { RunFacts } from '../detectors/detector.ts'
import { type DataFacts, dataFactsOf, lossFacts } from '../losses/index.ts'
import type { Run } from '../run.ts'
import { defaultSettings, isMuted, type Settings } from '../settings/settings.ts'
import { isBetterHigher } from '../summary/metric.ts'

/** Always the most frequent class; any of them where their shares are not known. Null for labels that may come together. */
function chanceAccuracyOf({ classes, classPrior }: DataFacts): number | null {
  if (classPrior) {
    const total = classPrior.reduce((sum, share) => sum + share, 0)
    return Math.abs(total - 1) < priorRounding ? Math.max(...classPrior) : null
  }
  return classes !== undefined && classes > 1 ? 1 / classes : null
}

/** Shares are written with a few digits, and there may be many. */
const priorRounding = 0.02

/** The facts of a run under the settings of the server. */
export function factsOf(run: Run, settings: Settings = defaultSettings): RunFacts {
  const { loss, params, tags, plannedSteps, stepsPerEpoch, mainMetric, directions } = run
  const data = dataFactsOf(params)
  const codes = new Set(settings.muted.map(({ code }) => code))
  return {
    lossNamed: loss !== null,
    // Levels are known of the losses here: of one that another library makes otherwise nothing is.
    ...lossFacts(loss && isOwnScale(loss) ? loss : null, data),
    chanceAccuracy: chanceAccuracyOf(data),
    ...{ plannedSteps, stepsPerEpoch, params, tags, directions },
    mainMetric: mainMetric !== null && isBetterHigher(mainMetric, directions) ? null : mainMetric,
    muted: [...codes].filter((code) => isMuted(settings, code, run)),
    thresholds: settings.thresholds,
  }
}
