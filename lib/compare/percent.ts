/** How far a value lies from that of the baseline. */
import { formatNumber } from '../format.ts'
import type { FieldValue } from '../query/index.ts'

/** `+3.2 %`, `same`; null where either is no finite number, or the baseline is 0. */
export function percentText(value: FieldValue, against: FieldValue): string | null {
  if (typeof value !== 'number' || typeof against !== 'number') return null
  if (value === against) return 'same'
  const percent = (100 * (value - against)) / Math.abs(against)
  if (!Number.isFinite(percent)) return null
  return `${percent > 0 ? '+' : ''}${formatNumber(percent, 3)} %`
}
