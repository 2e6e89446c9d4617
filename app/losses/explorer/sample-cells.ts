/** From what was typed into the small table to numbers, or to the sentence that says what is wrong. */
import { type TableLoss, tableLoss } from '../../../lib/explorer/curve.ts'
import type { SampleTable, Settings, Stage } from '../../../lib/explorer/stage.ts'
import type { DrawnLoss } from './drawn-loss.ts'

/** Beyond it squares and exponentials leave the range of a float64. */
const largest = 1e6

export type Samples = { rows: number[][]; fault: null } | { rows: null; fault: string }

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function readSamples(table: SampleTable, typed: readonly (readonly string[])[]): Samples {
  for (const [at, row] of typed.entries())
    for (const [place, { label }] of table.columns.entries()) {
      const text = row[place] ?? ''
      const number = text.trim() === '' ? Number.NaN : Number(text)
      if (Math.abs(number) <= largest) continue
      const where = `${capital(table.rowNames?.[at] ?? `${table.noun} ${at + 1}`)}: the ${label}`
      const fault = Number.isFinite(number)
        ? `${where} is ${text}, and this table goes to a million.`
        : `${where} must be a number, not ${JSON.stringify(text)}.`
      return { rows: null, fault }
    }
  return { rows: typed.map((row) => row.map(Number)), fault: null }
}

export type SampleLoss = { result: TableLoss | null; fault: string | null }

/** The losses of the rows; one that refuses them says why. */
export function sampleLosses(
  stage: Stage,
  losses: readonly DrawnLoss[],
  rows: readonly (readonly number[])[] | null,
  settings: Settings,
): SampleLoss[] {
  return losses.map(({ loss, drawn }) => {
    if (!rows || !drawn) return { result: null, fault: null }
    try {
      return { result: tableLoss(stage, loss, rows, { params: drawn.params, settings }), fault: null }
    } catch (fault) {
      return { result: null, fault: `${loss.title}: ${asShown((fault as Error).message)}` }
    }
  })
}

/** The library counts rows from 0, the table from 1. */
function asShown(message: string): string {
  return message.replace(/^Row (\d+)/, (_, row) => `Row ${Number(row) + 1}`)
}
