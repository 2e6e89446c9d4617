/** A sweep with how it stands, as the API answers it and pages show it. */
import type { Cell } from './cell.ts'
import type { Tally } from './progress.ts'
import type { Sweep, SweepState } from './sweep.ts'

export type SweepDetail = {
  sweep: Sweep
  state: SweepState
  /** Whether only a terminal can go on with it. */
  needsTerminal: boolean
  /** The series that its table shows. */
  score: string
  trainings: Cell[]
}
export type ListedSweep = { sweep: Sweep; state: SweepState; tally: Tally }
