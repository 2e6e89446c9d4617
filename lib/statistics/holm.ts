/** Holm's correction (1979): with several comparisons the chance that any is wrongly told stays at 5 %. */

/** Each p as if it stood alone, in the given order. */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, at) => ({ p, at })).sort((a, b) => a.p - b.p)
  const adjusted = new Array<number>(ps.length)
  let most = 0
  for (const [rank, { p, at }] of order.entries()) {
    most = Math.max(most, Math.min(1, (ps.length - rank) * p))
    adjusted[at] = most
  }
  return adjusted
}
