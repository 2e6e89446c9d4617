/** How the heights of a chart of a few lines are divided. Pure. */
import { createYScale, type YScale, type YScaleKind } from '../../../lib/plot/y-scale.ts'
import type { ChartLine } from './line.ts'

type Wanted = {
  kind: YScaleKind
  /** Steps in view; null for all. */
  zoom?: readonly [number, number] | null
  /** Whether extremes are shown too. */
  whole?: boolean
  /** Levels that are shown where they are near. */
  also?: number[]
  /** The step from which values run away: heights are divided for what was before. */
  divergedAt?: number | null
}

/** For all values in view, or, where they run away, for those before. */
export function scaleOfLines(
  lines: readonly ChartLine[],
  { kind, zoom = null, whole = false, also = [], divergedAt = null }: Wanted,
): YScale {
  const [from, to] = zoom ?? [0, Number.POSITIVE_INFINITY]
  const calm = divergedAt === null ? null : valuesWithin(lines, from, divergedAt - 1)
  return createYScale(valuesWithin(lines, from, to), kind, { whole, also, calm })
}

/** Why a chart shows no curve, in a sentence; null where a finite value is in view. */
export function blankOf(
  lines: readonly ChartLine[],
  zoom: readonly [number, number] | null = null,
): string | null {
  if (lines.every(({ columns: { steps } }) => steps.length === 0)) return 'No values yet.'
  const values = valuesWithin(lines, ...(zoom ?? [0, Number.POSITIVE_INFINITY]))
  if (values.length === 0) return 'Nothing was logged in this part of the axis.'
  return values.some(Number.isFinite) ? null : 'No value here is a finite number.'
}

function valuesWithin(lines: readonly ChartLine[], from: number, to: number): number[] {
  return lines.flatMap(({ columns: { steps, values } }) =>
    Array.from(values).filter((_, i) => (steps[i] as number) >= from && (steps[i] as number) <= to),
  )
}
