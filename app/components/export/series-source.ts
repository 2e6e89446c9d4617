/** Where all stored points of what a chart draws come from. */
import type { ExportedSeries } from '../../../lib/http/points-export.ts'
import type { Rows } from '../../../lib/tabular/csv-text.ts'
import { readPoints } from '../read-points.ts'

export type SeriesSource = {
  runs: readonly { id: string; name: string; series: readonly string[] }[]
  /** First and last step of what is shown; null for all. */
  range: readonly [number, number] | null
}

/** What is behind a drawing: the stored points of series, or a table. */
export type ExportedData = SeriesSource | { rows(): Rows }

export type Progress = { runs: number; points: number }

/** The server gives so few whole answers at once that another page may be reading them. */
const retryMs = 500
const mostRetries = 20

/** Reads run after run, and says after each how far it is. */
export async function readSources(
  { runs, range }: SeriesSource,
  write: (series: ExportedSeries) => string,
  onRun: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<{ texts: string[]; points: number }> {
  const texts: string[] = []
  let points = 0
  const ends = range && { from: String(Math.max(0, Math.ceil(range[0]))), to: String(Math.floor(range[1])) }
  for (const [at, { id, name, series }] of runs.entries()) {
    const page = await patiently(() => readPoints(id, { ...ends, series }, signal), signal)
    for (const columns of page.series) {
      points += columns.steps.length
      texts.push(write({ ...columns, run: id, runName: name }))
    }
    onRun({ runs: at + 1, points })
  }
  return { texts, points }
}

async function patiently<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let times = 0; ; times++) {
    try {
      return await read()
    } catch (error) {
      const isBusy = error instanceof Error && error.message.includes('(429)')
      if (signal.aborted || !isBusy || times === mostRetries) throw error
      await new Promise((resolve) => setTimeout(resolve, retryMs))
    }
  }
}
