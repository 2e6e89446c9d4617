/** Columns of numbers that grow: the points of one metric of one run. Imports nothing. */

/** Points as columns of equal length: steps (whole numbers), values (any float64), times (ms since 1970). */
export type Columns = { steps: Float64Array; values: Float64Array; times: Float64Array }

/**
 * The columns of one named series, as an event carries them. `replaced` says of each point how many values for its
 * step came with it that it is in the place of.
 */
export type SeriesColumns = Columns & { name: string; replaced?: Float64Array }

/** How many values these points came in the place of. */
export function replacedIn({ replaced }: SeriesColumns): number {
  return replaced?.reduce((sum, count) => sum + count, 0) ?? 0
}

/**
 * The points of one series, by rising step, each step once. A value: it never changes. Growing is cheap all the same,
 * since a series and the one grown from it share buffers: `shared.filled` says how far the buffers are taken, and
 * whoever finds them taken further than its own length copies first.
 */
export type Series = {
  readonly name: string
  readonly length: number
  readonly shared: Columns & { filled: number }
}

function allocate(capacity: number): Columns & { filled: number } {
  return {
    steps: new Float64Array(capacity),
    values: new Float64Array(capacity),
    times: new Float64Array(capacity),
    filled: 0,
  }
}

export function emptySeries(name: string): Series {
  return { name, length: 0, shared: allocate(16) }
}

/** Views on the points of a series; not to be written to. */
export function columnsOf(series: Series): SeriesColumns {
  const { name, length, shared } = series
  return {
    name,
    steps: shared.steps.subarray(0, length),
    values: shared.values.subarray(0, length),
    times: shared.times.subarray(0, length),
  }
}

/** Views on the points from one place up to another, or to the end; not to be written to. */
export function partOf(
  { name, steps, values, times }: SeriesColumns,
  from: number,
  to?: number,
): SeriesColumns {
  return {
    name,
    steps: steps.subarray(from, to),
    values: values.subarray(from, to),
    times: times.subarray(from, to),
  }
}

/** The first index whose step is ≥ `step`. */
export function indexOfStep(steps: Float64Array, length: number, step: number): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((steps[middle] as number) < step) low = middle + 1
    else high = middle
  }
  return low
}

/** The series without its points from a step on. */
export function seriesBefore(series: Series, step: number): Series {
  return { ...series, length: indexOfStep(series.shared.steps, series.length, step) }
}

/**
 * The series with these points in it. A step that it has already gets the new value. Points behind the last step are merged
 * in place (O(n)); points after it are appended (O(points)).
 */
export function withPoints(series: Series, added: Columns): Series {
  const lastStep = series.length ? (series.shared.steps[series.length - 1] as number) : -1
  return isRising(added.steps, lastStep) ? append(series, added) : merge(series, added)
}

function isRising(steps: Float64Array, after: number): boolean {
  let previous = after
  for (const step of steps) {
    if (step <= previous) return false
    previous = step
  }
  return true
}

function append(series: Series, added: Columns): Series {
  const length = series.length + added.steps.length
  let { shared } = series
  if (shared.filled !== series.length || shared.steps.length < length) {
    const own = allocate(Math.max(16, 2 * length))
    const old = columnsOf(series)
    own.steps.set(old.steps)
    own.values.set(old.values)
    own.times.set(old.times)
    shared = own
  }
  shared.steps.set(added.steps, series.length)
  shared.values.set(added.values, series.length)
  shared.times.set(added.times, series.length)
  shared.filled = length
  return { name: series.name, length, shared }
}

function merge(series: Series, added: Columns): Series {
  const bySteps = new Map<number, readonly [value: number, time: number]>()
  for (const { steps, values, times } of [columnsOf(series), added]) {
    for (let i = 0; i < steps.length; i++)
      bySteps.set(steps[i] as number, [values[i] as number, times[i] as number])
  }
  const steps = Float64Array.from(bySteps.keys()).sort()
  const values = Float64Array.from(steps, (step) => bySteps.get(step)?.[0] as number)
  const times = Float64Array.from(steps, (step) => bySteps.get(step)?.[1] as number)
  return { name: series.name, length: steps.length, shared: { steps, values, times, filled: steps.length } }
}
