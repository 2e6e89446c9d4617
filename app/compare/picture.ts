/** What the address says of which runs are compared and how they are drawn. */
import type { Over } from '../../lib/compare/bands.ts'
import { type Grouping, groupingFrom } from '../../lib/compare/grouping.ts'
import { type Unit, units } from '../../lib/compare/unit.ts'
import { type XKind, xKinds } from '../../lib/compare/x-place.ts'
import { limits } from '../../lib/limits.ts'
import type { YScaleKind } from '../../lib/plot/y-scale.ts'
import { pageBuckets } from '../../lib/summary/stored-run.ts'

/** More runs than this are not compared at once. */
export const mostRuns = limits.comparedRuns

/** Buckets of all the lines of one series together; many runs get fewer each, down to what still looks like a curve. */
const bucketsInAll = 16 * pageBuckets
const fewestBuckets = 40

/** Buckets in which a series of each of this many runs is read. */
export function bucketsOf(runs: number): number {
  return Math.min(pageBuckets, Math.max(fewestBuckets, Math.ceil(bucketsInAll / Math.max(1, runs))))
}

export type Picture = {
  runs: string[]
  hidden: ReadonlySet<string>
  metric: string | null
  /** Whether the chosen metric is drawn on the other split too. */
  hasTwin: boolean
  scaleKind: YScaleKind
  /** Null where the address leaves it to the runs; so is the grouping. */
  x: XKind | null
  grouping: Grouping | null
  /** What stands for a group: a mean, a median, or all of its lines. */
  over: Over | 'all'
  unit: Unit
  smoothing: number
  /** Ends of the x axis, in what it counts; null for all. */
  zoom: [number, number] | null
}

export type ChangeAddress = (changes: Record<string, string | null>) => void

/** The ids in a comma-separated parameter, each once. */
export function idsOf(address: URLSearchParams, name: string): string[] {
  return [...new Set((address.get(name) ?? '').split(',').filter(Boolean))]
}

export function readPicture(address: URLSearchParams): Picture {
  const smoothing = Number(address.get('smoothing') ?? 0)
  const x = address.get('x')
  const over = address.get('over')
  const [from, to] = (address.get('zoom') ?? '').split('-').map(Number)
  return {
    runs: idsOf(address, 'runs'),
    hidden: new Set(idsOf(address, 'hidden')),
    metric: address.get('metric'),
    hasTwin: address.get('splits') === 'both',
    scaleKind: address.get('axis') === 'log' ? 'log' : 'linear',
    x: xKinds.find((kind) => kind === x) ?? null,
    grouping: groupingFrom(address.get('group')),
    over: over === 'median' || over === 'all' ? over : 'mean',
    unit: units.find((unit) => unit === address.get('unit')) ?? 'values',
    smoothing: smoothing > 0 && smoothing < 1 ? smoothing : 0,
    zoom: from !== undefined && to !== undefined && from >= 0 && to > from ? [from, to] : null,
  }
}
