/** Events to and from what socket.io carries. JSON would turn NaN and ±Infinity into null, and −0 into 0. */
import { numberFromJson, numberToName } from '../number.ts'
import type { Finding, RunEvent } from '../run.ts'
import type { WireColumn, WireEvent } from './events.ts'

/** Columns up to this length travel as JSON: below, a binary frame of its own costs more than the text. */
const jsonLength = 64

function encodeColumn(column: Float64Array): WireColumn {
  return column.length > jsonLength ? column : Array.from(column, numberToName)
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

export function encodeEvent(event: RunEvent): WireEvent {
  if (event.type === 'points') {
    const series = event.series.map(({ name, steps, values, times }) => ({
      name,
      steps: encodeColumn(steps),
      values: encodeColumn(values),
      times: encodeColumn(times),
    }))
    return { ...event, series }
  }
  if (event.type !== 'finding') return event
  return { ...event, finding: mapEvidence(event.finding, numberToName) }
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
