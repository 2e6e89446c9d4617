/** Whether the values of a series may be ranked over runs. */
import { roleOf } from '../detectors/series-names.ts'
import type { Run } from '../run.ts'
import { directionOf } from '../summary/metric.ts'
import { directionsOf, distinct } from './compared-run.ts'
import { dialectRift } from './dialect-rift.ts'
import { paramOf, paramTexts } from './param-text.ts'
import { isTrainedLoss, lossAgreement } from './trained-loss.ts'

/** Why values are shown without a rank. */
export type Obstacle =
  | 'no-direction'
  | 'training-data'
  | 'different-data'
  | 'different-losses'
  | 'different-dialects'
  | 'unknown-losses'

/** Names under which runs say what data they were trained on. */
const dataNames = ['task', 'dataset', 'dataset_name', 'data']

/** The different data sets that these runs name; one or none where nothing shows that they differ. */
export function dataOf(runs: readonly Pick<Run, 'params'>[]): string[] {
  for (const name of dataNames) {
    const named = paramTexts(runs.map((run) => paramOf(run, name))).filter((value) => value !== null)
    if (distinct(named).length > 1) return distinct(named)
  }
  return []
}

/** What stands against ranking the runs by a series, or null. Only values of data kept from training are ranked. */
export function obstaclesOf(runs: readonly Run[]): (name: string) => Obstacle | null {
  // Once for all series: hundreds of them are asked about.
  const directions = directionsOf(runs)
  const isOtherData = dataOf(runs).length > 1
  const agreement = lossAgreement(runs)
  const rift = dialectRift(runs)
  return (name) => {
    if (directionOf(name, directions) === null) return 'no-direction'
    if (roleOf(name).split !== 'validation') return 'training-data'
    if (isOtherData) return 'different-data'
    if (!isTrainedLoss(name)) return null
    if (agreement === 'different') return rift === null ? 'different-losses' : 'different-dialects'
    return agreement === 'unknown' ? 'unknown-losses' : null
  }
}

export function obstacleTo(name: string, runs: readonly Run[]): Obstacle | null {
  return obstaclesOf(runs)(name)
}

/** A few words for the place where a rank would stand. */
export const obstacleRemarks: Record<Obstacle, string> = {
  'no-direction': '',
  'training-data': 'training data, not ranked',
  'different-data': 'different data, not ranked',
  'different-losses': 'different losses, not ranked',
  'different-dialects': 'not the same loss, not ranked',
  'unknown-losses': 'losses unknown, not ranked',
}
