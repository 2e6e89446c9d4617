/** What came of waiting for a run, and what of it a report says. */
import { byName } from '../../lib/by-name.ts'
import { byWeight } from '../../lib/detectors/words/headline.ts'
import { describeFinding, type FindingText } from '../../lib/detectors/words/message.ts'
import { asItStands } from '../../lib/detectors/words/standing.ts'
import { type Finding, type Severity, severities } from '../../lib/run.ts'
import type { ApiRecord } from './record.ts'

export const exitCodes = { passed: 0, found: 2, failed: 3, timeout: 4 } as const
export type Outcome = keyof typeof exitCodes

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  passed: 'it finished and nothing that severe was found',
  found: 'something that severe was found',
  failed: 'it failed, was stopped or is lost',
  timeout: 'it still went on when the time was up',
}

export type Gated = {
  record: ApiRecord
  outcome: Outcome
  failOn: Severity
  page: string
  /** Its address. */
  server: string
  /** When it was over, in ms since 1970. */
  time: number
}

export type GatedFinding = {
  finding: Finding
  words: FindingText
  /** All that is said of it, in a few sentences. */
  text: string
  /** Whether the gate fails by it. */
  counts: boolean
}

/** The weightiest first, with the numbers of now where they are open. */
export function gatedFindings({ record, failOn }: Pick<Gated, 'record' | 'failOn'>): GatedFinding[] {
  const { findings, series } = record
  const newest = series.map(({ name, last, lastValue }) => [name, { step: last, value: lastValue }] as const)
  const counts = new Map(series.map(({ name, nonFinite }) => [name, nonFinite]))
  const standing = { latest: byName(newest), nonFiniteOf: (name: string) => counts.get(name) ?? null }
  return byWeight(findings).map((finding) => {
    const words = describeFinding(asItStands(finding, findings, standing), record.run)
    const isSevere = severities.indexOf(finding.severity) >= severities.indexOf(failOn)
    const [cause] = words.causes
    const text = [`${words.title}.`, words.happened, cause && `Cause: ${cause}`].filter(Boolean).join(' ')
    return { finding, words, text, counts: isSevere && finding.acknowledgedAt === null }
  })
}
