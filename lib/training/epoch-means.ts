/** The means over an epoch's training steps, each step before its update. */
import type { Step } from './model/learner.ts'

export type EpochMeans = {
  add(step: Step, rows: number, right: number): void
  /** Time that a step took, whether it counts or not. */
  addTime(rows: number, ms: number): void
  /** Over rows. */
  loss(): number
  /** The share of rows that were right. */
  accuracy(): number
  /** Over steps. */
  gradientNorm(): number
  /** Over rows, by name. */
  parts(): Record<string, number>
  /** Rows trained per second of the time that the steps took, waiting excluded. */
  rowsPerSecond(): number
}

export function createEpochMeans(): EpochMeans {
  const partSums: Record<string, number> = {}
  const sums = { rows: 0, loss: 0, right: 0, norm: 0, steps: 0, timedRows: 0, ms: 0 }
  return {
    add(step, rows, right) {
      sums.rows += rows
      sums.loss += step.loss * rows
      sums.right += right
      sums.norm += step.gradientNorm
      for (const [name, value] of Object.entries(step.parts))
        partSums[name] = (partSums[name] ?? 0) + value * rows
      sums.steps++
    },
    addTime(rows, ms) {
      sums.timedRows += rows
      sums.ms += ms
    },
    loss: () => sums.loss / sums.rows,
    accuracy: () => sums.right / sums.rows,
    parts: () => Object.fromEntries(Object.entries(partSums).map(([name, sum]) => [name, sum / sums.rows])),
    gradientNorm: () => sums.norm / sums.steps,
    rowsPerSecond: () => (1000 * sums.timedRows) / sums.ms,
  }
}
