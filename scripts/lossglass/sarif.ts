/** The findings of a run as SARIF 2.1.0, whose schema the types hold it to. */
import type { Log, ReportingDescriptor, Result } from 'sarif'
import { rules } from '../../lib/detectors/rulebook.ts'
import { isoTime } from '../../lib/format.ts'
import { toJson } from '../../lib/number.ts'
import type { Severity } from '../../lib/run.ts'
import { version } from '../version.ts'
import { type Gated, gatedFindings } from './gated.ts'

const schema = 'https://json.schemastore.org/sarif-2.1.0.json'
const levels: Readonly<Record<Severity, Result.level>> = {
  critical: 'error',
  warning: 'warning',
  info: 'note',
}

/** The rules that found something, in the order in which results count them. */
function ruleOf(code: string, server: string): ReportingDescriptor {
  const rule = rules.find((one) => one.code === code)
  return {
    id: code,
    name: rule?.title ?? code,
    shortDescription: { text: rule?.title ?? code },
    fullDescription: { text: rule?.looksFor ?? 'This version of Lossglass knows no more of it.' },
    helpUri: `${server}/findings#${encodeURIComponent(code)}`,
    defaultConfiguration: { level: levels[rule?.severity ?? 'warning'] },
  }
}

export function sarifOf(gated: Gated): string {
  const { record, outcome, page, server, time } = gated
  const { run } = record
  const found = gatedFindings(gated)
  const codes = [...new Set(found.map(({ finding }) => finding.code))]
  const results = found.map(
    ({ finding, text }): Result => ({
      ruleId: finding.code,
      ruleIndex: codes.indexOf(finding.code),
      level: levels[finding.severity],
      message: { text },
      locations: [
        {
          // What is wrong lies in no file: the page of the run is where to look.
          physicalLocation: { artifactLocation: { uri: page } },
          logicalLocations: [{ name: finding.series, fullyQualifiedName: `${run.name}/${finding.series}` }],
        },
      ],
      partialFingerprints: { 'lossglassFinding/v1': finding.id },
      hostedViewerUri: page,
      ...(finding.acknowledgedAt !== null && { suppressions: [{ kind: 'external', status: 'accepted' }] }),
      properties: { run: run.id, step: finding.step, isOver: finding.resolvedStep !== null },
    }),
  )
  const driver = { name: 'Lossglass', version, rules: codes.map((code) => ruleOf(code, server)) }
  const invocation = {
    ...{ executionSuccessful: outcome !== 'failed', startTimeUtc: isoTime(run.startedAt) },
    endTimeUtc: isoTime(run.endedAt ?? time),
  }
  const log: Log = {
    $schema: schema,
    version: '2.1.0',
    runs: [{ tool: { driver }, invocations: [invocation], results, properties: { run: run.id, outcome } }],
  }
  return toJson(log)
}
