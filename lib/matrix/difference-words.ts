/** What is said of where models differ. */
import { formatNumber } from '../format.ts'
import type { OverSeeds } from './differences.ts'
import type { DifferingRuns } from './differing.ts'

/** Three digits tell errors and shares apart. */
export const errorText = (value: number) => formatNumber(value, 3)

/** `0.0213 ± 0.004`. */
export function overSeedsText({ mean, low, high }: OverSeeds): string {
  const reach = low !== null && high !== null ? ` ± ${formatNumber((high - low) / 2, 2)}` : ''
  return `${errorText(mean)}${reach}`
}

/** What was said of a row: a number in its unit, or the name of a class; "NaN" for no class. */
export function saidText(said: number, judged: DifferingRuns['judged']): string {
  if (!judged || judged.task === 'regression')
    return `${errorText(said)}${judged?.unit ? ` ${judged.unit}` : ''}`
  if (said < 0) return 'NaN'
  return judged.classNames?.[said] ?? String(said)
}
