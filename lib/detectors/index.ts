/** The list of detectors, in the order in which a run's headline is chosen. A new trouble is one file and one line here. */
import { climbing } from './climbing.ts'
import type { Detector, WatchedKind } from './detector.ts'
import { diverged } from './diverged.ts'
import { flat } from './flat.ts'
import { deadGradient, explodingGradient } from './gradients.ts'
import { maskedNan } from './masked-nan.ts'
import { negative } from './negative.ts'
import { nonFinite } from './non-finite.ts'
import { notLearning } from './not-learning.ts'
import { oscillating } from './oscillating.ts'
import { overfitting } from './overfitting.ts'
import { spike } from './spike.ts'

export const detectors: readonly Detector[] = [
  nonFinite,
  maskedNan,
  diverged,
  overfitting,
  notLearning,
  climbing,
  negative,
  explodingGradient,
  deadGradient,
  spike,
  oscillating,
  flat,
]

const byKind: Record<WatchedKind, readonly Detector[]> = {
  loss: detectors.filter(({ watches = 'loss' }) => watches === 'loss'),
  'gradient-norm': detectors.filter(({ watches }) => watches === 'gradient-norm'),
}

/** The detectors of a kind of series. A part of the order matters: who mutes comes before who is muted. */
export function detectorsOf(kind: WatchedKind): readonly Detector[] {
  return byKind[kind]
}
