/** What a chart of many runs draws: their curves, and the bands that stand for groups of them. */
import type { Band } from '../../../lib/compare/bands.ts'
import { createYScale, type YScale, type YScaleKind } from '../../../lib/plot/y-scale.ts'
import type { Columns } from '../../../lib/series.ts'

/** How a curve looks. `dash` counts kinds of dashes: 0 is an unbroken line. */
export type Ink = { hue: number; dash: number; width: number; opacity: number }

export type Curve = Ink & {
  key: string
  /** The run that it is of, and its group: it is lit up where one of them is pointed at. */
  of: string
  group: string
  label: string
  /** Where its points stand, in what the axis counts as steps; and what is drawn there. */
  xs: Float64Array
  values: Float64Array
  /** From where on they run away. */
  awayFrom: number | null
  /** What is read of it: what was logged, and when. Null for a curve that only stands behind another one. */
  told: Columns | null
  /** The smoothed line that is drawn over it. */
  smooth?: Pick<Curve, 'xs' | 'values' | 'dash'>
  /** Whether its name stands at its end. */
  isNamed: boolean
}

export type CurveBand = Ink & {
  key: string
  /** Its group. */
  of: string
  label: string
  band: Band
  /** From where on one of its curves runs away. */
  awayFrom: number | null
}

/** A value that is not finite, where it stands. */
export type BadPoint = { x: number; value: number; hue: number; label: string }

/** Everything that is drawn; the same object while nothing of it has changed. */
export type Curves = { lines: readonly Curve[]; bands: readonly CurveBand[]; bad: readonly BadPoint[] }

/** Whether it is what is pointed at. */
export function isLit(one: Pick<Curve, 'of'> & { group?: string }, pointed: string): boolean {
  return one.of === pointed || one.group === pointed
}

/** Patterns beside the hues, so that groups are told apart without colour. */
export const dashes: readonly number[][] = [[], [7, 3], [2, 3], [9, 3, 2, 3]]

/** The part of a rising column within two ends, with one more on each side. */
export function partWithin(xs: Float64Array, from: number, to: number): [start: number, end: number] {
  return [Math.max(0, firstFrom(xs, from) - 1), Math.min(xs.length, firstFrom(xs, to) + 2)]
}

/** The first place whose x is not below. */
export function firstFrom(xs: Float64Array, x: number): number {
  let low = 0
  let high = xs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((xs[middle] as number) < x) low = middle + 1
    else high = middle
  }
  return low
}

/** The first and last x of all; 0 to 1 where there is none. */
export function rangeOf({ lines, bands }: Curves): [from: number, to: number] {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const xs of [...lines.map((line) => line.xs), ...bands.map(({ band }) => band.xs)]) {
    if (xs.length === 0) continue
    from = Math.min(from, xs[0] as number)
    to = Math.max(to, xs.at(-1) as number)
  }
  return from <= to ? [from, to] : [0, 1]
}

/** For all values within the zoom; what runs away does not flatten the rest, unless `whole`. */
export function scaleOfCurves(
  curves: Curves,
  kind: YScaleKind,
  zoom: readonly [number, number] | null,
  whole = false,
): YScale {
  const isAway = [...curves.lines, ...curves.bands].some(({ awayFrom }) => awayFrom !== null)
  const calm = isAway ? valuesOf(curves, zoom, true) : null
  return createYScale(valuesOf(curves, zoom, false), kind, { whole, calm })
}

/** Values within the zoom, those before what runs away where only the calm ones are wanted. */
function valuesOf({ lines, bands }: Curves, zoom: readonly [number, number] | null, isCalm: boolean) {
  const values: number[] = []
  const [from, to] = zoom ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  function add(xs: Float64Array, column: Float64Array, awayFrom: number | null): void {
    const end = isCalm ? (awayFrom ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
    for (let i = 0; i < xs.length; i++) {
      const x = xs[i] as number
      if (x >= from && x <= to && x < end) values.push(column[i] as number)
    }
  }
  for (const { xs, values: column, awayFrom } of lines) add(xs, column, awayFrom)
  for (const { band, awayFrom } of bands)
    for (const column of [band.low, band.middle, band.high]) add(band.xs, column, awayFrom)
  return values
}
