/** Calls of other tools' clients as they were recorded, and what a server has made of them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pointsFromJson } from '../../lib/http/points-json.ts'

export type Recorded = {
  method: string
  path: string
  headers: Record<string, string>
  body: unknown
  status: number
}

/** In their order, without the marks of what the program did between them. */
export function recordedCalls(file: string): Recorded[] {
  return readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Recorded)
    .filter(({ method }) => method)
}

/** The stored points of one series: step and value. */
export async function pointsAt(url: string, runId: string, series: string): Promise<[number, number][]> {
  const address = `${url}/api/runs/${runId}/points?series=${encodeURIComponent(series)}`
  const [columns] = pointsFromJson(await (await fetch(address)).json()).series
  return columns ? Array.from(columns.steps, (step, i) => [step, columns.values[i] as number]) : []
}
