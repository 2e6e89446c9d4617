/** The curve of one run as means are made of it: straight between its own points, nothing beyond them. Pure. */

/** Points by rising x; values may be anything. */
export type Curve = { xs: Float64Array; values: Float64Array }

/** A curve at each x of a grid. */
export type Placed = {
  /** NaN before its first and after its last finite point. */
  values: Float64Array
  /** 1 where the run has a value; 0 where it has none, or where only values that are not finite stand between two that are. */
  carries: Uint8Array
}

type Finite = Curve & { isAfterBad: Uint8Array }

function finiteOf({ xs, values }: Curve): Finite {
  const kept: number[] = []
  const isAfterBad: number[] = []
  let isBad = 0
  for (let i = 0; i < xs.length; i++) {
    if (!Number.isFinite(values[i])) isBad = 1
    else {
      kept.push(i)
      isAfterBad.push(isBad)
      isBad = 0
    }
  }
  return {
    xs: Float64Array.from(kept, (i) => xs[i] as number),
    values: Float64Array.from(kept, (i) => values[i] as number),
    isAfterBad: Uint8Array.from(isAfterBad),
  }
}

/** The first and last x of its finite points; null where there is none. */
export function endsOf({ xs, values }: Curve): [first: number, last: number] | null {
  const first = values.findIndex(Number.isFinite)
  if (first < 0) return null
  return [xs[first] as number, xs[values.findLastIndex(Number.isFinite)] as number]
}

/** The curve at each x of a rising grid. */
export function placedOn(grid: Float64Array, curve: Curve): Placed {
  const { xs, values, isAfterBad } = finiteOf(curve)
  const placed = {
    values: new Float64Array(grid.length).fill(Number.NaN),
    carries: new Uint8Array(grid.length),
  }
  let at = 0
  for (let k = 0; k < grid.length; k++) {
    const x = grid[k] as number
    while (at < xs.length && (xs[at] as number) < x) at++
    if (at === xs.length) break
    const [rightX, right] = [xs[at] as number, values[at] as number]
    if (rightX > x && at === 0) continue
    placed.carries[k] = rightX === x ? 1 : 1 - (isAfterBad[at] as number)
    if (rightX === x) {
      placed.values[k] = right
      continue
    }
    const [leftX, left] = [xs[at - 1] as number, values[at - 1] as number]
    const share = (x - leftX) / (rightX - leftX)
    // Not left + share · (right − left): that difference may be more than a double holds.
    placed.values[k] = left * (1 - share) + right * share
  }
  return placed
}
