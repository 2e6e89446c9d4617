/** How the value of a series reads by itself, where its name tells more than a number does. Pure. */
import { roleOf } from '../detectors/series-names.ts'
import { formatNumber } from '../format.ts'
import { systemText } from '../system/system-series.ts'

/** With its unit; a learning rate as people write it, without zeros at its end. Null for all that is only a number. */
export function valueText(name: string, value: number): string | null {
  const text = systemText(name, value)
  if (text !== null || roleOf(name).kind !== 'learning-rate') return text
  return formatNumber(value)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
}
