/** What is remembered of one series: its level, the memory of every detector, and the findings that are open. */
import type { Finding } from '../../run.ts'
import type { WatchedKind } from '../detector.ts'
import { detectorsOf } from '../index.ts'
import { type Level, startLevel } from './level.ts'
import { type Rows, startRows } from './rows.ts'

/** What is open: a finding without what its series and its code say already. */
export type Trouble = Pick<Finding, 'severity' | 'step' | 'raisedStep' | 'raisedAt' | 'evidence' | 'causes'>

export type SeriesWatch = {
  name: string
  kind: WatchedKind
  /** The training series of a validation series, as soon as there is one. */
  twin: string | null
  rows: Rows
  level: Level
  /** By the detector's code: its memory, its open finding, the row at which its last one was closed. */
  states: Record<string, object>
  open: Record<string, Trouble>
  closedRows: Record<string, number>
  /** The last steps of a validation loss beside which there is no training loss (`late.ts`). */
  seen: readonly number[]
}

/** The memory of a series that begins. */
export function startSeriesWatch(name: string, kind: WatchedKind): SeriesWatch {
  const states: Record<string, object> = {}
  for (const { code, start } of detectorsOf(kind)) states[code] = start()
  const [rows, level] = [startRows(), startLevel()]
  return { name, kind, twin: null, rows, level, states, open: {}, closedRows: {}, seen: [] }
}

/** A memory that goes its own way from here. */
export function copySeriesWatch(series: SeriesWatch): SeriesWatch {
  const states: Record<string, object> = {}
  // Filled in from a fresh one, every state has the same hidden class, however it came to be: spreads have others, and
  // the compiled detectors would be thrown away for each (which halves their speed). A detector that is newer than a stored
  // watch begins with the next point.
  for (const { code, start } of detectorsOf(series.kind))
    states[code] = Object.assign(start(), series.states[code])
  const [lastRows, bins] = [series.rows.ring.slice(), series.level.ring.slice()]
  return {
    ...series,
    rows: Object.assign(startRows(lastRows), series.rows, { ring: lastRows }),
    level: Object.assign(startLevel(bins), series.level, { ring: bins }),
    states,
    open: { ...series.open },
    closedRows: { ...series.closedRows },
  }
}
