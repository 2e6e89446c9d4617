/** Numbers, durations and times as a person reads them. Imports nothing. */

/** From here on values are written with an exponent, as programs print them: a prefix of a unit is none of a loss. */
const large = 999_950

/** Four significant digits; `1.2e−5` below 1e-3, `1.521e8` from a million on; NaN and ∞ by their names. */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  if (value === 0) return '0'
  const size = Math.abs(value)
  const sign = value < 0 ? '−' : ''
  if (size < 1e-3) return sign + exponential(size, Math.min(3, digits))
  return sign + (size < large ? inDigits(size, digits) : exponential(size, digits))
}

function exponential(size: number, digits: number): string {
  return size
    .toExponential(digits - 1)
    .replace(/\.?0+e/, 'e')
    .replace('e+', 'e')
    .replace('e-', 'e−')
}

function inDigits(exact: number, digits: number): string {
  // Rounded first: 0.99999 reads 1.000 and not 1.0000.
  const size = Number(exact.toPrecision(digits))
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)))
  return Number.isInteger(exact) ? String(exact) : size.toFixed(Math.min(8, decimals))
}

/** `3 m 12 s`, `2 h 5 m`, `0.4 s`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, ms / 1000)
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} m ${whole % 60} s`
  const minutes = Math.round(whole / 60)
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} m`
  return `${Math.round(minutes / 60 / 24)} days`
}

/** `3 minutes ago`, for what is known to a minute. */
export function formatAgo(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 120) return `${plural(minutes, 'minute')} ago`
  if (minutes < 48 * 60) return `${plural(Math.floor(minutes / 60), 'hour')} ago`
  return `${plural(Math.floor(minutes / 60 / 24), 'day')} ago`
}

/** `about 3 minutes`, for what is only estimated. */
export function formatEstimate(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 60) return `about ${plural(Math.max(1, Math.round(seconds)), 'second')}`
  if (seconds < 5400) return `about ${plural(Math.round(seconds / 60), 'minute')}`
  return `about ${plural(Math.round(seconds / 3600), 'hour')}`
}

export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${formatWhole(count)} ${count === 1 ? noun : nouns}`
}

/** The labels of an axis: all with the same number of decimals, where that is readable. */
export function formatTicks(values: readonly number[]): string[] {
  const isPlain = values.every((value) => value === 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < large))
  if (!isPlain) return shortLabels(values)
  const texts = values.map((value) => String(Number(value.toPrecision(6))))
  const sizes = values.map(Math.abs).filter((size) => size > 0)
  // Over several decades each label keeps its own decimals: 0.01, 0.1, 1.
  const isLog = sizes.length > 1 && Math.max(...sizes) / Math.min(...sizes) >= 100
  const decimals = isLog ? null : Math.max(0, ...texts.map((text) => text.split('.')[1]?.length ?? 0))
  return values.map((value, i) =>
    (decimals === null ? (texts[i] as string) : value.toFixed(decimals)).replace('-', '−'),
  )
}

/** A whole number with commas between thousands. Not by Intl, whose first use costs a page 40 ms. */
export function formatWhole(value: number): string {
  return formatPlain(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** All of its digits, with a minus sign that is as wide as a plus. */
export function formatPlain(value: number): string {
  return String(value).replaceAll('-', '−')
}

/** Digits that a float32 holds. */
const tellingDigits = 7

/** Without the digits that come from how a computer writes 0.013; whole numbers are as they are. */
export function shortNumber(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(tellingDigits))
}

/** Beside a label with an exponent those from here on have one too. */
const largeBeside = 99_999.5

/** With exponents, and as many digits as it takes to tell the labels apart. */
function shortLabels(values: readonly number[]): string[] {
  const hasLarge = values.some((value) => Math.abs(value) >= large)
  for (let digits = 3; ; digits++) {
    const labels = values.map((value) =>
      hasLarge && Math.abs(value) >= largeBeside
        ? `${value < 0 ? '−' : ''}${exponential(Math.abs(value), digits)}`
        : formatNumber(value, digits)
            .replace(/(\.\d*?)0+$/, '$1')
            .replace(/\.$/, ''),
    )
    if (new Set(labels).size === labels.length || digits === 8) return labels
  }
}

/** A time in ms since 1970 for programs; "–" for what is no time, of which `Date` would throw. */
export function isoTime(time: number): string {
  return isTime(time) ? new Date(time).toISOString() : '–'
}

/** The same in the reader's zone and words. */
export function localTime(time: number): string {
  return isTime(time) ? new Date(time).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' }) : '–'
}

/** What `Date` can hold. */
function isTime(time: number): boolean {
  return Math.abs(time) <= 8.64e15
}
