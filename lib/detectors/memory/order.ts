/** Medians of small windows. Rings hold a power of two of values, so that an index wraps with a mask. */

/** A ring of the last finite values; `end` is the place of the next one, `kept` how many still count. */
export type Ring = { ring: number[]; end: number; kept: number }

/** Sorting space, big enough for any window. Never read before it is written: it carries nothing from call to call. */
const sorted = new Float64Array(128)

function middle(count: number): number {
  const half = count >> 1
  const upper = sorted[half] as number
  return count % 2 ? upper : (upper + (sorted[half - 1] as number)) / 2
}

/**
 * Insertion sort of the lower half, all that a median of `count` numbers asks for: of up to 64 faster than a call of `sort`, and it
 * allocates nothing. `known` numbers have been inserted before.
 */
function insert(value: number, known: number, count: number): void {
  const wanted = (count >> 1) + 1
  let place = known
  if (known >= wanted) {
    place = wanted - 1
    if (value >= (sorted[place] as number)) return
  }
  while (place > 0 && (sorted[place - 1] as number) > value) {
    sorted[place] = sorted[place - 1] as number
    place--
  }
  sorted[place] = value
}

/** The middle one of three. */
function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}

/** Median of `count` values of a ring, the last of them in front of index `end`. Zero of none. */
export function ringMedian(ring: readonly number[], end: number, count: number): number {
  if (count === 0) return 0
  const mask = ring.length - 1
  if (count === 3)
    return middleOf(
      ring[(end - 1) & mask] as number,
      ring[(end - 2) & mask] as number,
      ring[(end - 3) & mask] as number,
    )
  for (let i = 0; i < count; i++) insert(ring[(end - 1 - i) & mask] as number, i, count)
  return middle(count)
}

/** Median of the `count` − 1 absolute differences of neighbours among `count` values in front of `end`. */
export function ringMedianStep(ring: readonly number[], end: number, count: number): number {
  if (count < 2) return 0
  const mask = ring.length - 1
  let later = ring[(end - 1) & mask] as number
  for (let i = 1; i < count; i++) {
    const earlier = ring[(end - 1 - i) & mask] as number
    insert(Math.abs(later - earlier), i - 1, count - 1)
    later = earlier
  }
  return middle(count - 1)
}

/** Median size of the second differences over `lag` values, among `count` values in front of `end`: of a straight line it is 0. */
export function ringMedianBend(ring: readonly number[], end: number, count: number, lag: number): number {
  const mask = ring.length - 1
  const bends = count - 2 * lag
  for (let i = 0; i < bends; i++) {
    const at = end - 1 - i
    const bend =
      (ring[at & mask] as number) -
      2 * (ring[(at - lag) & mask] as number) +
      (ring[(at - 2 * lag) & mask] as number)
    insert(Math.abs(bend), i, bends)
  }
  return middle(bends)
}

/**
 * Mann-Kendall: z of the hypothesis "no trend" for `count` values in front of `end`. Negative when they fall. It sees only
 * the order of the values, so that neither scale nor outliers move it.
 */
export function ringTrend(ring: readonly number[], end: number, count: number): number {
  if (count < 4) return 0
  const mask = ring.length - 1
  let score = 0
  for (let i = 0; i < count; i++) {
    const later = ring[(end - 1 - i) & mask] as number
    for (let j = i + 1; j < count; j++) {
      const earlier = ring[(end - 1 - j) & mask] as number
      if (later > earlier) score++
      else if (later < earlier) score--
    }
  }
  const deviation = Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18)
  return (score - Math.sign(score)) / deviation
}
