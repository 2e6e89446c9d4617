/** From compared runs to the curves and bands of their chart. */
import { averagesKey } from '../../../lib/averages.ts'
import { bandOf, type Over } from '../../../lib/compare/bands.ts'
import { withDetail } from '../../../lib/compare/detail.ts'
import { sampled } from '../../../lib/compare/followed-run.ts'
import type { RunGroup } from '../../../lib/compare/grouping.ts'
import { shortened } from '../../../lib/compare/labels.ts'
import { runsAway } from '../../../lib/compare/runs-away.ts'
import { inUnit, type Unit } from '../../../lib/compare/unit.ts'
import { roleOf } from '../../../lib/detectors/series-names.ts'
import { samplesOf } from '../../../lib/packed-points.ts'
import { smoothed } from '../../../lib/plot/smoothing.ts'
import { type Columns, columnsOf } from '../../../lib/series.ts'
import { awayWith, divergedAt } from '../../../lib/summary/diverged-at.ts'
import { directionOf } from '../../../lib/summary/metric.ts'
import type { BadPoint, Curve, CurveBand, Curves, Ink } from '../../components/chart/curve.ts'
import type { XAxis } from '../../components/chart/line.ts'
import type { AveragesOf } from '../../components/use-averages.ts'
import { type DrawnRun, drawnOf, faintRuns } from '../drawn-run.ts'
import { placesOn } from './axes.ts'
import type { Zoomed } from './use-zoomed.ts'

/** Letters of a name that fit beside the chart. */
const lettersAtEnd = 18
/** With more curves than this each is thin, and none has its raw values behind it. */
const fewCurves = 40

export type CurvesOptions = {
  metric: string
  hasTwin: boolean
  axis: XAxis
  averages: AveragesOf
  smoothing: number
  /** What is known more closely of the part in view. */
  zoomed: Zoomed
  /** None where each run stands for itself. */
  groups: readonly RunGroup[]
  over: Over | 'all'
  unit: Unit
}

/** A series of a run where it stands, smoothed where that is asked for. */
type Shown = {
  drawn: DrawnRun
  name: string
  columns: Columns
  xs: Float64Array
  smooth: Omit<Columns, 'times'> | null
  /** Where it begins to run away, on the axis. */
  awayFrom: number | null
  toUnit(value: number): number
}

/** One curve for each run and series, or one band for each group and series. */
export function curvesOf(runs: readonly DrawnRun[], options: CurvesOptions): Curves {
  const { groups, over, unit } = options
  const shown = withRunaways(
    runs.flatMap((drawn) => drawnOf(drawn, options).flatMap((name) => shownOf(drawn, name, options) ?? [])),
    unit,
  )
  return groups.length > 0 && over !== 'all' ? bandsOf(shown, options, over) : linesOf(runs, shown, options)
}

/**
 * Those that run away from the others too where that is not what was found first: a loss that became NaN, a score of
 * a run that diverged.
 */
function withRunaways(shown: readonly Shown[], unit: Unit): Shown[] {
  const places = new Map<Shown, number | null>()
  for (const name of new Set(shown.map((one) => one.name))) {
    const ofName = shown.filter((one) => one.name === name)
    const better = directionOf(name, ofName[0]?.drawn.view.run.directions)
    if (!better) continue
    const away = runsAway(
      ofName.map(({ xs, columns: { values } }) => ({ xs, values })),
      unit === 'skill' ? 'higher' : better,
    )
    for (const [i, one] of ofName.entries()) places.set(one, away[i] ?? null)
  }
  return shown.map((one) => ({ ...one, awayFrom: one.awayFrom ?? places.get(one) ?? null }))
}

/** Runs whose series has no place in the unit. */
export function withoutUnit(runs: readonly DrawnRun[], metric: string, unit: Unit): number {
  return runs.filter(({ view }) => {
    const series = view.series[metric]
    return series && inUnit(unit, view.run, columnsOf(series).values) === null
  }).length
}

function shownOf(
  drawn: DrawnRun,
  name: string,
  { axis, averages, smoothing, zoomed, unit }: CurvesOptions,
): Shown | null {
  const series = drawn.view.series[name]
  if (!series) return null
  const part = zoomed.get(averagesKey(drawn.id, name))
  const { run } = drawn.view
  const whole = columnsOf(series)
  const toUnit = inUnit(unit, run, whole.values)
  if (!toUnit) return null
  const known = part ? withDetail(whole, part) : whole
  const columns = { ...known, values: known.values.map(toUnit) }
  const xs = placesOn(axis, run, columns.steps, columns)
  const average = smoothing > 0 ? averages.get(averagesKey(drawn.id, name)) : undefined
  const smooth = average && {
    steps: placesOn(axis, run, average.steps, columns),
    values: smoothed(average.values, smoothing).map(toUnit),
  }
  const away = divergedAt(drawn.view.findings, awayWith([name], run, drawn.view.findings))
  const [awayFrom = null] = away === null ? [] : placesOn(axis, run, Float64Array.of(away), columns)
  return { drawn, name, columns, xs, smooth: smooth ?? null, awayFrom, toUnit }
}

function nameAtEnd(label: string, name: string, metric: string): string {
  const short = shortened(label, lettersAtEnd)
  return name === metric ? short : `${short} ${roleOf(name).split === 'train' ? 'train' : 'val'}`
}

/** Validation is bold, and each group has a colour and a pattern. */
export function groupInk(place: number): Pick<Ink, 'hue' | 'dash'> {
  return { hue: place % 8, dash: (place + Math.floor(place / 8)) % 4 }
}

function linesOf(runs: readonly DrawnRun[], shown: readonly Shown[], options: CurvesOptions): Curves {
  const { groups, metric } = options
  const faint = groups.length > 0 ? new Set() : faintRuns(runs)
  const placeOf = new Map(groups.flatMap(({ ids }, place) => ids.map((id) => [id, place] as const)))
  const isMany = shown.length > fewCurves
  const lines: Curve[] = []
  const bad: BadPoint[] = []
  for (const { drawn, name, columns, xs, smooth, awayFrom } of shown) {
    const { id, label: whole } = drawn
    const place = placeOf.get(id)
    const isTrain = roleOf(name).split === 'train'
    const label = nameAtEnd(whole, name, metric)
    const look =
      place === undefined
        ? { hue: drawn.hue, dash: isTrain ? 1 : 0, opacity: faint.has(id) ? 0.25 : 1 }
        : { ...groupInk(place), opacity: isMany ? 0.4 : 0.75 }
    const width = isMany ? 1 : isTrain || place !== undefined ? 1.25 : 2.25
    const shared = { of: id, group: groups[place ?? -1]?.key ?? '', label, awayFrom, ...look, width }
    const isNamed = place === undefined && !faint.has(id)
    const key = `${id} ${name}`
    if (!smooth) lines.push({ ...shared, key, xs, values: columns.values, told: columns, isNamed })
    else {
      const told = { ...smooth, times: smooth.steps }
      if (!isMany)
        lines.push({
          ...shared,
          key: `${key} raw`,
          dash: 0,
          opacity: look.opacity / 4,
          xs,
          values: columns.values,
          told: columns,
          smooth: { xs: smooth.steps, values: smooth.values, dash: look.dash },
          isNamed: false,
        })
      lines.push({
        ...shared,
        key,
        xs: smooth.steps,
        values: smooth.values,
        told: isMany ? told : null,
        isNamed,
      })
    }
    noteBad(bad, { xs, values: columns.values }, look.hue, label)
  }
  return { lines, bands: [], bad }
}

function bandsOf(
  shown: readonly Shown[],
  { groups, metric, axis, zoomed }: CurvesOptions,
  over: Over,
): Curves {
  const bad: BadPoint[] = []
  // Averages of hundreds of runs come one after the other: a mean of smoothed and other curves would be neither.
  const isSmooth = shown.every(({ smooth }) => smooth !== null)
  const bands = groups.flatMap(({ key, label, ids }, place) => {
    const within = new Set(ids)
    const own = shown.filter(({ drawn }) => within.has(drawn.id))
    const ink = groupInk(place)
    return [...new Set(own.map(({ name }) => name))].sort().map((name): CurveBand => {
      const ofName = own.filter((one) => one.name === name)
      for (const { xs, columns } of ofName) noteBad(bad, { xs, values: columns.values }, ink.hue, label)
      const curves = ofName.map(({ drawn, smooth, toUnit }) => {
        if (isSmooth && smooth) return { xs: smooth.steps, values: smooth.values }
        // Extremes would make a mean of what is extreme.
        const part = zoomed.get(averagesKey(drawn.id, name))
        const rough = sampled(drawn.followed, name) as Columns
        const points = part ? withDetail(rough, samplesOf(part)) : rough
        return { xs: placesOn(axis, drawn.view.run, points.steps, points), values: points.values.map(toUnit) }
      })
      const width = roleOf(name).split === 'train' ? 1.5 : 2.25
      return {
        key: `${key} ${name}`,
        of: key,
        label: nameAtEnd(label, name, metric),
        ...ink,
        width,
        opacity: 1,
        band: bandOf(curves, over),
        awayFrom: firstOf(ofName.map((one) => one.awayFrom)),
      }
    })
  })
  return { lines: [], bands, bad }
}

function firstOf(places: readonly (number | null)[]): number | null {
  const known = places.filter((place) => place !== null)
  return known.length === 0 ? null : Math.min(...known)
}

function noteBad(
  bad: BadPoint[],
  { xs, values }: Pick<Curve, 'xs' | 'values'>,
  hue: number,
  label: string,
): void {
  for (let i = 0; i < xs.length; i++) {
    const value = values[i] as number
    if (!Number.isFinite(value)) bad.push({ x: xs[i] as number, value, hue, label })
  }
}
