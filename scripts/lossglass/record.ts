/** A run as the server's API has it, by whatever a person calls it. */
import { decodeFinding } from '../../lib/live/wire.ts'
import { numberFromJson } from '../../lib/number.ts'
import type { Finding, Run } from '../../lib/run.ts'
import { describeRun } from '../../lib/verbs/describe-run.ts'
import type { LossglassServer } from './server.ts'

export type ApiSeries = {
  name: string
  count: number
  /** Of them NaN and ±∞. */
  nonFinite: number
  /** Its newest step, and the value there. */
  last: number
  lastValue: number
}
export type ApiRecord = { run: Run; series: ApiSeries[]; findings: Finding[] }

/** Refuses a run that is not there, and says which are nearest. */
export async function recordOf(
  server: LossglassServer,
  named: string,
): Promise<{ record: ApiRecord; page: string }> {
  const { id, page } = JSON.parse(await server.ask(describeRun, { run: named })) as {
    id: string
    page: string
  }
  return { record: await readRecord(server, id), page }
}

export async function readRecord(server: LossglassServer, id: string): Promise<ApiRecord> {
  const record = JSON.parse(await server.get(`/api/runs/${encodeURIComponent(id)}`)) as ApiRecord
  return {
    ...record,
    series: record.series.map((one) => ({ ...one, lastValue: numberFromJson(one.lastValue) ?? Number.NaN })),
    findings: record.findings.map(decodeFinding),
  }
}
