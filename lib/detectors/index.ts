/** The list of detectors, in the order in which a run's headline is chosen. A new trouble is one file and one line here. */

import type { Detector, WatchedKind } from './detector.ts'
import { behindSiblings } from './rules/behind-siblings.ts'
import { brokenGradient, brokenMetric } from './rules/broken-metric.ts'
import { climbing } from './rules/climbing.ts'
import { diverged } from './rules/diverged.ts'
import { flat } from './rules/flat.ts'
import { deadGradient, explodingGradient } from './rules/gradients.ts'
import { maskedNan } from './rules/masked-nan.ts'
import { negative } from './rules/negative.ts'
import { nonFinite } from './rules/non-finite.ts'
import { notLearning } from './rules/not-learning.ts'
import { oscillating } from './rules/oscillating.ts'
import { overfitting } from './rules/overfitting.ts'
import { spike } from './rules/spike.ts'

export const detectors: readonly Detector[] = [
  nonFinite,
  maskedNan,
  diverged,
  overfitting,
  notLearning,
  climbing,
  negative,
  brokenGradient,
  explodingGradient,
  deadGradient,
  spike,
  oscillating,
  flat,
  behindSiblings,
  brokenMetric,
]

const byKind: Record<WatchedKind, readonly Detector[]> = {
  loss: detectors.filter(({ watches = 'loss' }) => watches === 'loss'),
  'gradient-norm': detectors.filter(({ watches }) => watches === 'gradient-norm'),
  metric: detectors.filter(({ watches }) => watches === 'metric'),
}

/** The detectors of a kind of series. A part of the order matters: who mutes comes before who is muted. */
export function detectorsOf(kind: WatchedKind): readonly Detector[] {
  return byKind[kind]
}
