/** Series of the machine that trains, `system/cpu` …: told beside a training, and no metric of it. Imports nothing. */

export const systemPrefix = 'system/'

export function isSystemSeries(name: string): boolean {
  return name.startsWith(systemPrefix)
}

/** Those that say something of the training. The same array where all do. */
export function withoutSystem<Named extends { name: string }>(series: readonly Named[]): readonly Named[] {
  return series.some(({ name }) => isSystemSeries(name))
    ? series.filter(({ name }) => !isSystemSeries(name))
    : series
}

export type SystemUnit = 'percent' | 'bytes' | 'celsius' | 'watt'

/** What a value of a series is measured in; null where the name does not tell, or is of no machine. */
export function systemUnit(name: string): SystemUnit | null {
  if (!isSystemSeries(name)) return null
  const last = name.slice(name.lastIndexOf('/') + 1)
  return units.find(([pattern]) => pattern.test(last))?.[1] ?? null
}

const units: readonly [RegExp, SystemUnit][] = [
  [/^(cpu|utilization)$/, 'percent'],
  [/^(memory|process_memory|disk_used|disk_free)$/, 'bytes'],
  [/^temperature$/, 'celsius'],
  [/^power$/, 'watt'],
]

/** A value with its unit, `12.3 GB`; null where none is known. */
export function systemText(name: string, value: number): string | null {
  const unit = systemUnit(name)
  if (unit === null || !Number.isFinite(value)) return null
  if (unit === 'bytes') return bytesText(value)
  return `${Number(value.toFixed(1))} ${{ percent: '%', celsius: '°C', watt: 'W' }[unit]}`
}

const sizes = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']

function bytesText(bytes: number): string {
  const power = Math.max(0, Math.min(sizes.length - 1, Math.floor(Math.log10(Math.abs(bytes) || 1) / 3)))
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${sizes[power]}`
}
