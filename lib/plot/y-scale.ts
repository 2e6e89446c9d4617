/** From values to heights: which part of a curve is shown, and how the axis is divided. Pure. */

export type YScaleKind = 'linear' | 'log'

/** Heights are what the chart draws; `value` takes a height back. */
export type YScale = {
  kind: 'linear' | 'log' | 'symlog'
  height(value: number): number
  value(height: number): number
  /** Heights at the ends of the axis. */
  min: number
  max: number
  /** Values at the lines of the grid. */
  ticks: number[]
  /** How many values lie above and below what is shown. */
  above: number
  below: number
}

/** Share of the shown span that is left free at both ends. */
const padding = 0.05
/** Values further from the rest than this many times its span are left out of the picture (and counted). */
const farAway = 10

const hugeValue = 1e300

/** Chart.js counts the decimals of its own ticks by powers of ten, and never ends where one would be infinite. */
const tinyValue = 1e-270

/** Below this, numbers of that size cannot be told apart well enough to divide what lies between them. */
function leastSpan(from: number, to: number): number {
  return Math.max(1e-13 * Math.max(Math.abs(from), Math.abs(to)), 1e-300)
}

/** Where there is no finite value: numbers at its axis would be made up. */
const blank: YScale = {
  ...{ kind: 'linear', height: (value) => value, value: (height) => height },
  ...{ min: 0, max: 1, ticks: [], above: 0, below: 0 },
}

/** Fewer values than this tell no range. */
const leastCalm = 5

/**
 * The scale for these values; those that are not finite do not count. `log` becomes symmetric log where values are ≤
 * 0. A few extreme values do not flatten the rest, unless `whole`; where `calm` values are told, a linear scale shows
 * these and no more.
 */
export function createYScale(
  values: readonly number[],
  kind: YScaleKind,
  { whole = false, also = [] as number[], calm = null as readonly number[] | null } = {},
): YScale {
  const finite = Float64Array.from(values.filter(Number.isFinite)).sort()
  if (finite.length === 0) return blank
  const isLog = kind === 'log'
  const isPositive = (finite[0] as number) > 0
  const smallest = isLog && !isPositive ? smallestSize(finite) : 0
  const unit = unitOf(Math.max(Math.abs(finite[0] as number), Math.abs(finite.at(-1) as number)))
  const height = !isLog
    ? (value: number) => value * unit
    : isPositive
      ? Math.log10
      : (value: number) => symlog(value, smallest)
  const back = !isLog
    ? (at: number) => at / unit
    : isPositive
      ? (at: number) => 10 ** at
      : (at: number) => symlogBack(at, smallest)

  const heights = finite.map(height)
  const ranged = isLog ? heights : calmOf(calm, heights, height)
  const [low, high] = whole ? [heights[0] as number, heights.at(-1) as number] : robustRange(ranged)
  const inView = also
    .filter((value) => Number.isFinite(value) && !(isLog && isPositive && value <= 0))
    .map(height)
  const near = inView.filter((at) => at > low - (high - low) && at < high + (high - low))
  const from = Math.min(low, ...near)
  const to = Math.max(high, ...near)
  const span = to - from > leastSpan(from, to) ? to - from : Math.abs(to) || 1
  const min = from - padding * span
  const max = to + padding * span
  const ticks = isLog ? logTicks(min, max, height, back) : valueTicks(min, max, unit)
  const slack = 1e-9 * (max - min)
  return {
    kind: !isLog ? 'linear' : isPositive ? 'log' : 'symlog',
    height,
    value: back,
    min,
    max,
    // Rounded, one may come to lie outside.
    ticks: ticks.filter((tick) => height(tick) >= min - slack && height(tick) <= max + slack),
    above: heights.filter((at) => at > max).length,
    below: heights.filter((at) => at < min).length,
  }
}

/** The span of ±1e308 is no double; a power of two changes no digit. */
function unitOf(largest: number): number {
  if (largest > hugeValue) return 2 ** -64
  return largest > 0 && largest < tinyValue ? 2 ** 512 : 1
}

/** What is no higher than this many times the calm values flattens them little: it is shown. */
const littleMore = 3

/** Heights that the range goes by, sorted: the calm ones, where there are enough to tell one, and others would flatten them. */
function calmOf(
  calm: readonly number[] | null,
  heights: Float64Array,
  height: (value: number) => number,
): Float64Array {
  const finite = Float64Array.from(calm?.filter(Number.isFinite) ?? [], height).sort()
  if (finite.length < leastCalm) return heights
  const span = (sorted: Float64Array) => (sorted.at(-1) as number) - (sorted[0] as number)
  return span(heights) <= littleMore * span(finite) ? heights : finite
}

/** The range of all heights, or without those few that lie far from the rest. */
function robustRange(sorted: Float64Array): [number, number] {
  const first = sorted[0] as number
  const last = sorted.at(-1) as number
  if (sorted.length < 5) return [first, last]
  const low = sorted[Math.floor(0.03 * (sorted.length - 1))] as number
  const high = sorted[Math.ceil(0.97 * (sorted.length - 1))] as number
  const middle = sorted[Math.floor(0.8 * (sorted.length - 1))] as number
  // With few values the highest is itself among the upper three percent.
  const top = sorted.length < 34 && last - first > (farAway + 1) * (middle - first) ? middle : high
  const span = top - low || Math.abs(top) * 0.01
  // Zeros, or as good as zeros, and a few others: there is no span to measure by.
  if (span < tinyValue) return [first, last]
  return [first < low - farAway * span ? low - span : first, last > top + farAway * span ? top + span : last]
}

function smallestSize(finite: Float64Array): number {
  let smallest = Number.POSITIVE_INFINITY
  for (const value of finite) if (value !== 0) smallest = Math.min(smallest, Math.abs(value))
  const largest = Math.max(Math.abs(finite[0] as number), Math.abs(finite.at(-1) as number))
  return Number.isFinite(smallest) ? Math.max(smallest, largest * 1e-6) : 1
}

function symlog(value: number, smallest: number): number {
  return Math.sign(value) * Math.log10(1 + Math.abs(value) / smallest)
}

function symlogBack(height: number, smallest: number): number {
  return Math.sign(height) * (10 ** Math.abs(height) - 1) * smallest
}

const ticksWanted = 6

/**
 * Round numbers that divide a range, rising, few whatever the range; none where it is empty, or too narrow or wide to
 * be divided.
 */
export function linearTicks(min: number, max: number): number[] {
  const rough = (max - min) / ticksWanted
  if (!(max - min >= leastSpan(min, max)) || !Number.isFinite(rough)) return []
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power
  const first = Math.ceil(min / step - 1e-9)
  // Counted, and not walked until the end is passed: where numbers are far apart, adding to one need not change it.
  const count = Math.min(2 * ticksWanted, Math.floor(max / step + 1e-9) - first + 1)
  const ticks = Array.from({ length: Math.max(0, count) }, (_, i) =>
    Number(((first + i) * step).toPrecision(15)),
  )
  return ticks.filter((tick, i) => Number.isFinite(tick) && (i === 0 || tick > (ticks[i - 1] as number)))
}

/** Round values between two heights, which are values times a unit. */
function valueTicks(min: number, max: number, unit: number): number[] {
  if (unit === 1) return linearTicks(min, max)
  const small = unit < 1 ? 1e-20 : 1e150
  const ticks = linearTicks(min * (small / unit), max * (small / unit)).map((tick) =>
    Number((tick / small).toPrecision(12)),
  )
  // Between the smallest doubles there is not always another one.
  return [...new Set(ticks)]
}

function logTicks(
  min: number,
  max: number,
  height: (value: number) => number,
  back: (height: number) => number,
): number[] {
  const top = Math.min(Number.MAX_VALUE, Math.max(Math.abs(back(min)), Math.abs(back(max))))
  const candidates: number[] = [0]
  for (let power = Math.floor(Math.log10(top)); power > Math.log10(top) - 40; power--)
    for (const factor of [1, 2, 5])
      candidates.push(Number(`${factor}e${power}`), Number(`-${factor}e${power}`))
  const visible = candidates.filter((value) => {
    const at = height(value)
    return Number.isFinite(at) && at >= min && at <= max
  })
  const decades = visible.filter(
    (value) => value === 0 || Number.isInteger(Number(Math.log10(Math.abs(value)).toFixed(9))),
  )
  const chosen =
    decades.length >= 3 ? decades : visible.length >= 3 ? visible : linearTicks(back(min), back(max))
  return thinned(
    chosen.sort((a, b) => a - b),
    height,
    (max - min) / (ticksWanted + 2),
  )
}

/** Leaves out of rising ticks what would stand closer together than `gap`: from zero outwards, where that is among them. */
function thinned(ticks: number[], height: (value: number) => number, gap: number): number[] {
  const start = Math.max(0, ticks.indexOf(0))
  const apart = (outwards: number[]) => {
    let before: number | null = null
    return outwards.filter((tick) => {
      if (before !== null && Math.abs(height(tick) - before) < gap) return false
      before = height(tick)
      return true
    })
  }
  const below = apart(ticks.slice(0, start + 1).reverse()).slice(1)
  return [...below.reverse(), ...apart(ticks.slice(start))]
}
