/** The last rows of a series as they were logged: what sudden troubles are told from. */
import type { Ring } from './order.ts'
import { followRowNoise, type RowNoise } from './row-noise.ts'

/** Rows remembered. A power of two. */
export const rowsKept = 64

export type Rows = Ring &
  RowNoise & {
    /** All rows, and the finite ones. */
    count: number
    finite: number
    step: number
    /** Steps covered since the first row: restarts do not shrink it. */
    span: number
    stride: number
    /** Rows running whose gap is not the stride. */
    offStride: number
  }

/** `ring`: of full length, from a caller that has one already. */
export function startRows(ring = new Array<number>(rowsKept).fill(0)): Rows {
  return {
    ring,
    ...{
      end: 0,
      kept: 0,
      count: 0,
      finite: 0,
      step: 0,
      span: 0,
      stride: 0,
      offStride: 0,
      near: 0,
      far: 0,
      farther: 0,
    },
  }
}

/** A gap between steps that differs by this factor is another logging stride. */
const strideChange = 5
/** That many rows running: then the median gap of the last 16 rows has changed. */
const strideRows = 9

/** What a step does to what is remembered. */
export type StepChange =
  /** It goes on. */
  | { kind: 'forward' }
  /** It lies behind the last one, the run was resumed or its counter reset: this many rows will be written again. */
  | { kind: 'back'; rows: number }
  /** The logging stride has changed, this many rows ago. */
  | { kind: 'stride'; rows: number }

const forward: StepChange = { kind: 'forward' }

/** Takes in a step. Only the stride is remembered, not every step, so the number of rows that are gone is counted with it. */
export function takeStep(rows: Rows, step: number): StepChange {
  const gap = step - rows.step
  const isFirst = rows.count === 0
  rows.step = step
  rows.count++
  if (isFirst) return forward
  if (gap <= 0) {
    const gone = rows.stride > 0 ? Math.round(-gap / rows.stride) + 1 : 1
    const overlap = Math.min(rows.kept, gone)
    rows.kept -= overlap
    rows.end = (rows.end - overlap) & (rowsKept - 1)
    return { kind: 'back', rows: gone }
  }
  rows.span += gap
  if (rows.stride === 0) rows.stride = gap
  const ratio = gap / rows.stride
  if (ratio <= strideChange && ratio * strideChange >= 1) {
    rows.offStride = 0
    return forward
  }
  rows.offStride++
  if (rows.offStride < strideRows) return forward
  const since = rows.offStride
  rows.kept = Math.min(rows.kept, since)
  rows.stride = gap
  rows.offStride = 0
  return { kind: 'stride', rows: since }
}

/** Keeps a finite value, and lets it tell of the noise. */
export function keepRow(rows: Rows, value: number): void {
  followRowNoise(rows, rows, value, rows.finite)
  rows.ring[rows.end] = value
  rows.end = (rows.end + 1) & (rowsKept - 1)
  if (rows.kept < rowsKept) rows.kept++
  rows.finite++
}
