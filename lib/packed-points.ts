/** Drawn points of many series as they travel: what they are in one list, their numbers in one buffer. Pure. */
import type { Columns, SeriesColumns } from './series.ts'

/** A series as it is drawn. */
export type DrawnSeries = SeriesColumns & {
  runId: string
  /** False where points were left out: the others are first, last, extremes and non-finite ones of ranges of steps. */
  isComplete: boolean
  /** Steps of points that were taken by their place and not by their value: means are made of them. All of a complete series. */
  samples: Float64Array
}

type Head = { runId: string; name: string; length: number; isComplete: boolean; samples: number }
export type PackedPoints = { heads: readonly Head[]; numbers: Float64Array }

export function packPoints(all: readonly DrawnSeries[]): PackedPoints {
  const heads = all.map(({ runId, name, steps, isComplete, samples }): Head => {
    return { runId, name, length: steps.length, isComplete, samples: isComplete ? 0 : samples.length }
  })
  const size = heads.reduce((sum, { length, samples }) => sum + 3 * length + samples, 0)
  const numbers = new Float64Array(size)
  let at = 0
  for (const { steps, values, times, samples, isComplete } of all)
    for (const column of [steps, values, times, ...(isComplete ? [] : [samples])]) {
      numbers.set(column, at)
      at += column.length
    }
  return { heads, numbers }
}

/** Views on the numbers. */
export function unpackPoints({ heads, numbers }: PackedPoints): DrawnSeries[] {
  let at = 0
  function take(length: number): Float64Array {
    at += length
    return numbers.subarray(at - length, at)
  }
  return heads.map(({ runId, name, length, isComplete, samples }) => {
    const columns: Columns = { steps: take(length), values: take(length), times: take(length) }
    return { runId, name, ...columns, isComplete, samples: isComplete ? columns.steps : take(samples) }
  })
}

/**
 * The length of the heads as JSON, the heads, spaces up to a multiple of eight bytes, and the numbers: little-endian,
 * as every machine of today has them.
 */
export function pointsToBytes({ heads, numbers }: PackedPoints): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(heads))
  const start = 8 * Math.ceil((4 + text.length) / 8)
  const bytes = new Uint8Array(start + numbers.byteLength).fill(32, 4 + text.length, start)
  new DataView(bytes.buffer).setUint32(0, start - 4, true)
  bytes.set(text, 4)
  bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), start)
  return bytes
}

/** For what our own server answered. */
export function pointsFromBytes(buffer: ArrayBuffer): PackedPoints {
  const length = new DataView(buffer).getUint32(0, true)
  const heads = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))) as Head[]
  return { heads, numbers: new Float64Array(buffer, 4 + length) }
}

/** The points of a series that were taken by their place. */
export function samplesOf({ steps, values, times, samples }: DrawnSeries): Columns {
  const taken = new Set(samples)
  const kept = Array.from(steps.keys()).filter((i) => taken.has(steps[i] as number))
  const only = (column: Float64Array) => Float64Array.from(kept, (i) => column[i] as number)
  return { steps: only(steps), values: only(values), times: only(times) }
}

/** The series of each run. */
export function unpackByRun(packed: PackedPoints): Map<string, DrawnSeries[]> {
  const byRun = new Map<string, DrawnSeries[]>()
  for (const one of unpackPoints(packed)) {
    const known = byRun.get(one.runId)
    if (known) known.push(one)
    else byRun.set(one.runId, [one])
  }
  return byRun
}
