/** x by time: minutes of training, or what the clock showed. */
import { formatPlain } from '../../../lib/format.ts'
import type { XAxis } from './line.ts'

const minute = 60_000

/** Of milliseconds since a run's start, without its pauses. */
export const workAxis: XAxis = {
  title: 'minutes of training',
  of: (ms) => ms / minute,
  toStep: (x) => x * minute,
  format: (x) => formatPlain(Number(x.toPrecision(4))),
}

/** Distances between labels: seconds to days. */
const distances = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200]
const day = 86_400
const mostLabels = 7

/** Of milliseconds since 1970, in the time of this machine. */
export const clockAxis: XAxis = {
  title: 'time',
  of: (ms) => ms,
  toStep: (x) => x,
  format: (x) => new Date(x).toLocaleString(),
  formatShort(x) {
    const [then, now] = [new Date(x), new Date()]
    if (then.toDateString() === now.toDateString()) return then.toLocaleTimeString()
    const isThisYear = then.getFullYear() === now.getFullYear()
    const day: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' }
    return isThisYear
      ? then.toLocaleString([], { ...day, hour: '2-digit', minute: '2-digit' })
      : then.toLocaleDateString([], { ...day, year: 'numeric' })
  },
  ticks(min, max) {
    const seconds = (max - min) / 1000
    const step =
      1000 *
      (distances.find((distance) => seconds / distance <= mostLabels) ??
        day * Math.ceil(seconds / day / mostLabels))
    // Round by the clock of this machine, and not by that of Greenwich.
    const offset = new Date(min).getTimezoneOffset() * minute
    const first = Math.ceil((min - offset) / step) * step + offset
    return Array.from(
      { length: Math.max(0, Math.floor((max - first) / step) + 1) },
      (_, i) => first + i * step,
    )
  },
  labels(ticks) {
    const distance = (ticks[1] ?? 0) - (ticks[0] ?? 0)
    const isDays = distance >= day * 1000
    const options: Intl.DateTimeFormatOptions = isDays
      ? { month: 'short', day: 'numeric' }
      : { hour: '2-digit', minute: '2-digit', ...(distance < minute && { second: '2-digit' }) }
    return ticks.map((tick) =>
      isDays
        ? new Date(tick).toLocaleDateString([], options)
        : new Date(tick).toLocaleTimeString([], options),
    )
  },
}
