/** Series with all their points as files for spreadsheets and programs: every digit, numbers that are not finite by name. */
import { numberToName } from '../number.ts'
import type { SeriesColumns } from '../series.ts'
import { csvText } from '../tabular/csv-text.ts'
import { columnItems } from './points-json.ts'

/** A series of a run; `times` are milliseconds since 1970. */
export type ExportedSeries = SeriesColumns & { run: string; runName: string }

export const pointsCsvHead = 'run,name,series,step,value,time\n'

/** A line for each point. */
export function pointsCsv({ run, runName, name, steps, values, times }: ExportedSeries): string {
  // Names as a table writes them, quoted where they have to be.
  const table = csvText([{ run, name: runName, series: name }])
  const named = table.slice(table.indexOf('\n') + 1, -1)
  const lines = new Array<string>(steps.length)
  for (let i = 0; i < steps.length; i++) {
    const numbers = [steps[i], values[i], times[i]].map((one) => numberToName(one as number))
    lines[i] = `${named},${numbers.join(',')}\n`
  }
  return lines.join('')
}

/** An object with three columns. */
export function pointsJson({ run, runName, name, steps, values, times }: ExportedSeries): string {
  const columns = Object.entries({ steps, values, times })
  const texts = columns.map(([key, column]) => `"${key}":[${columnItems(column)}]`)
  return `{"run":${JSON.stringify(run)},"name":${JSON.stringify(runName)},"series":${JSON.stringify(name)},${texts.join(',')}}`
}
