/** The list of detectors, in the order in which a run's headline is chosen. A new trouble is one file and one line here. */
import type { Detector } from './detector.ts'
import { diverged } from './diverged.ts'
import { nonFinite } from './non-finite.ts'
import { notLearning } from './not-learning.ts'
import { overfitting } from './overfitting.ts'

export const detectors: readonly Detector[] = [nonFinite, diverged, overfitting, notLearning]
