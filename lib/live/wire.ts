/** Events to and from what socket.io carries. JSON would turn NaN and ±Infinity into null, and −0 into 0. */
import { numberFromJson, numberToName } from '../number.ts'
import type { Finding, RunEvent } from '../run.ts'
import type { SeriesColumns } from '../series.ts'
import type { WireColumn, WireEvent } from './events.ts'

/** Columns up to this length travel as JSON: below, a binary frame of its own costs more than the text. */
const jsonLength = 64
/**
 * socket.io ends the connection at a message of more than ten binary frames, and the same message would come again
 * and again: only the longest series go as bytes, three columns each.
 */
const mostSeriesAsBytes = 3

function longest(events: readonly RunEvent[]): ReadonlySet<SeriesColumns> {
  const long = events
    .flatMap((event) => (event.type === 'points' ? event.series : []))
    .filter(({ steps }) => steps.length > jsonLength)
  if (long.length <= mostSeriesAsBytes) return new Set(long)
  return new Set(long.sort((a, b) => b.steps.length - a.steps.length).slice(0, mostSeriesAsBytes))
}

function decodeColumn(column: WireColumn): Float64Array {
  if (Array.isArray(column)) return Float64Array.from(column, (item) => numberFromJson(item) ?? Number.NaN)
  const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(column) ? column : new Uint8Array(column)
  return new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer)
}

type EvidenceValue = number | string | (number | string)[]

function mapEvidence(finding: Finding, each: (value: number) => EvidenceValue): Finding {
  const entries = Object.entries(finding.evidence).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(each) : each(value),
  ])
  return { ...finding, evidence: Object.fromEntries(entries) }
}

/** The events of one message. */
export function encodeEvents(events: readonly RunEvent[]): WireEvent[] {
  const asBytes = longest(events)
  function encodeSeries(columns: SeriesColumns) {
    const encode = (column: Float64Array) =>
      asBytes.has(columns) ? column : Array.from(column, numberToName)
    const { name, steps, values, times } = columns
    return { name, steps: encode(steps), values: encode(values), times: encode(times) }
  }
  return events.map((event) => {
    if (event.type === 'points') return { ...event, series: event.series.map(encodeSeries) }
    return event.type === 'finding' ? { ...event, finding: mapEvidence(event.finding, numberToName) } : event
  })
}

/** A finding whose numbers have been through JSON. Its texts stay texts, be they "NaN". */
export function decodeFinding(finding: Finding): Finding {
  return mapEvidence(finding, (value) => numberFromJson(value) ?? Number.NaN)
}

/** For what our own server sent; what comes from outside is parsed by `schema.ts`. */
export function decodeEvent(event: WireEvent): RunEvent {
  if (event.type === 'points') {
    const series = event.series.map(({ name, steps, values, times }) => ({
      name,
      steps: decodeColumn(steps),
      values: decodeColumn(values),
      times: decodeColumn(times),
    }))
    return { ...event, series }
  }
  if (event.type !== 'finding') return event
  return { ...event, finding: decodeFinding(event.finding) }
}
