/** `list_findings`: what was found in one run, or in all that are asked for, the weightiest first. */
import { z } from 'zod'
import { byWeight } from '../detectors/words/headline.ts'
import { type Finding, severities } from '../run.ts'
import type { RunRecord } from '../store/store.ts'
import { askedRuns } from './asked-runs.ts'
import { listPage } from './list-runs.ts'
import { namedRun } from './named-run.ts'
import { count, leftOut, more, page, query, run, severity } from './parts.ts'
import { findingAnswer, stateOf, toldFinding } from './told-finding.ts'
import { verb } from './verb.ts'

type Found = { finding: Finding; record: RunRecord }

/** The worst of all runs first; of equals the newest run. */
function ofAll(records: readonly RunRecord[]): Found[] {
  const all = records.flatMap((record) => byWeight(record.findings).map((finding) => ({ finding, record })))
  const weight = ({ finding }: Found) =>
    (stateOf(finding) === 'open' ? severities.length : 0) + severities.indexOf(finding.severity)
  return all.sort((a, b) => weight(b) - weight(a))
}

export const listFindings = verb({
  name: 'list_findings',
  command: 'findings',
  places: ['run'],
  title: 'What was found, in one run or in all of them',
  description:
    'Lists what was found wrong, in one run or over all, the weightiest first: what happened with its numbers, likely causes and what to try.',
  input: z.strictObject({
    run: run.optional(),
    query: query.optional(),
    severity: severity.default('warning').describe('The least severity.'),
    state: z.enum(['open', 'all']).default('open').describe('`all` takes what is known or over too.'),
    limit: count(100, 10),
  }),
  output: z.strictObject({ findings: z.array(findingAnswer), left_out: leftOut, page }),
  isReadOnly: true,
  async run({ run: named, query, severity, state, limit }, { store, now, address }) {
    const records = named === undefined ? await askedRuns(store, { query }) : [await namedRun(store, named)]
    const all = ofAll(records)
    const severe = all.filter(
      ({ finding }) => severities.indexOf(finding.severity) >= severities.indexOf(severity),
    )
    const wanted = severe.filter(({ finding }) => state === 'all' || stateOf(finding) === 'open')
    const shown = wanted.slice(0, limit)
    const [only] = named === undefined ? [] : records
    return {
      findings: shown.map(({ finding, record }) => toldFinding(finding, record, now())),
      left_out: [
        ...more(wanted.length - shown.length, 'finding', 'ask with a higher limit, or of one run.'),
        ...more(severe.length - wanted.length, 'finding', 'known or over, with state all.'),
        ...more(all.length - severe.length, 'finding', 'of less severity, with severity info.'),
      ],
      page: only ? `${address}/runs/${encodeURIComponent(only.run.id)}` : listPage(address, { query }),
    }
  },
})
