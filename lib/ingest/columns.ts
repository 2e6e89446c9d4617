/** Points of one series as they come out of a file: in any order, steps more than once. */
import type { Columns } from '../series.ts'

export type GrowingColumns = {
  readonly length: number
  add(step: number, value: number, time: number): void
  /** Leaves out what is at this step or later, and was written before that time; tells how many. */
  dropFrom(step: number, before: number): number
  lastTime(): number
  lastStep(): number
  /** By rising step, each step once: the value that came last holds. Tells how many other ones there were. */
  settled(): Columns & { replaced: number }
}

export function createColumns(): GrowingColumns {
  let steps = new Float64Array(64)
  let values = new Float64Array(64)
  let times = new Float64Array(64)
  let length = 0
  let isRising = true

  function grown(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
    const larger = new Float64Array(column.length * 2)
    larger.set(column)
    return larger
  }

  function picked(rows: ArrayLike<number>): Columns {
    const of = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] as number)
    return { steps: of(steps), values: of(values), times: of(times) }
  }

  return {
    get length() {
      return length
    },
    add(step, value, time) {
      if (length === steps.length) {
        steps = grown(steps)
        values = grown(values)
        times = grown(times)
      }
      if (length > 0 && step <= (steps[length - 1] as number)) isRising = false
      steps[length] = step
      values[length] = value
      times[length] = time
      length++
    },
    dropFrom(step, before) {
      let kept = 0
      for (let i = 0; i < length; i++) {
        if ((steps[i] as number) >= step && (times[i] as number) < before) continue
        steps[kept] = steps[i] as number
        values[kept] = values[i] as number
        times[kept] = times[i] as number
        kept++
      }
      const dropped = length - kept
      length = kept
      return dropped
    },
    lastTime: () => (length ? (times[length - 1] as number) : Number.NEGATIVE_INFINITY),
    lastStep() {
      let last = -1
      if (isRising) return length ? (steps[length - 1] as number) : last
      for (let i = 0; i < length; i++) last = Math.max(last, steps[i] as number)
      return last
    },
    settled() {
      if (isRising) {
        const of = (column: Float64Array) => column.slice(0, length)
        return { steps: of(steps), values: of(values), times: of(times), replaced: 0 }
      }
      const order = Uint32Array.from({ length }, (_, row) => row)
      order.sort((a, b) => (steps[a] as number) - (steps[b] as number) || a - b)
      const isLasting = (row: number, i: number) =>
        i + 1 === length || steps[row] !== steps[order[i + 1] as number]
      const lasting = order.filter(isLasting)
      let replaced = 0
      for (let i = 0; i + 1 < length; i++) {
        const [row, next] = [order[i] as number, order[i + 1] as number]
        // The very same value again, as an epoch in every row of it, replaces nothing.
        if (!isLasting(row, i) && !Object.is(values[row], values[next])) replaced++
      }
      return { ...picked(lasting), replaced }
    },
  }
}
