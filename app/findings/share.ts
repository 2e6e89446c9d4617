/** Shares as the tables of findings have them: `4.6 %` and `46 of 1,000`. */
import { formatWhole } from '../../lib/format.ts'

export function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`
}

export function countOf(part: number, whole: number): string {
  return `${formatWhole(part)} of ${formatWhole(whole)}`
}
