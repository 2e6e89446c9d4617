/**
 * What clients of other tools log value by value, as columns: what cannot be kept is left out, since to refuse it
 * would silence them.
 */

import type { SeriesColumns } from '../series.ts'
import { isName } from './kept-text.ts'

export type Logged = { name: string; step: number; value: number; time: number }

/** By rising step within each series; of equal steps in the order in which they came. */
export function gathered(logged: Iterable<Logged>): SeriesColumns[] {
  const byName = new Map<string, Logged[]>()
  for (const point of logged) {
    if (!isName(point.name) || !Number.isSafeInteger(point.step) || point.step < 0) continue
    const points = byName.get(point.name)
    if (points) points.push(point)
    else byName.set(point.name, [point])
  }
  return Array.from(byName, ([name, points]) => {
    points.sort((a, b) => a.step - b.step)
    return {
      name,
      steps: Float64Array.from(points, ({ step }) => step),
      values: Float64Array.from(points, ({ value }) => value),
      times: Float64Array.from(points, ({ time }) => time),
    }
  })
}
