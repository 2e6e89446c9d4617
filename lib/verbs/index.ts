/** All verbs, in the order in which help lists them. */
import { annotateRun } from './annotate-run.ts'
import { compareRuns } from './compare-runs.ts'
import { describeRun } from './describe-run.ts'
import { listFindings } from './list-findings.ts'
import { listRuns } from './list-runs.ts'
import { readHistory } from './read-history.ts'
import { readPoints } from './read-points.ts'
import { stopRun } from './stop-run.ts'
import type { Verb } from './verb.ts'

export const verbs: readonly Verb[] = [
  ...[listRuns, describeRun, readPoints, listFindings, compareRuns, readHistory],
  ...[stopRun, annotateRun],
]
