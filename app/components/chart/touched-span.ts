/** What fingers on a chart do to the part in view. Pure. */

export type Span = readonly [from: number, to: number]

/** Fingers closer than this are taken to be this far apart, in pixels. */
const closest = 24

/**
 * The part of the axis in view after fingers went from one place to another: what was under their middle stays under
 * it, and the part is as much smaller as they are farther apart. `area` is where the axis stands, in pixels; one finger
 * is two at one place.
 */
export function spanUnder(
  [min, max]: Span,
  before: Span,
  after: Span,
  [left, right]: Span,
): [number, number] {
  const apart = ([from, to]: Span) => Math.max(closest, to - from)
  const middle = ([from, to]: Span) => ((from + to) / 2 - left) / (right - left)
  const held = min + middle(before) * (max - min)
  const length = ((max - min) * apart(before)) / apart(after)
  const start = held - middle(after) * length
  return [start, start + length]
}
