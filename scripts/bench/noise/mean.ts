/** The mean of a curve over a stretch of the way. */
import type { Curve } from './shapes.ts'

const places = 100

export function mean(level: Curve, from: number, to: number): number {
  let sum = 0
  for (let i = 0; i < places; i++) sum += level(from + ((to - from) * (i + 0.5)) / places)
  return sum / places
}
