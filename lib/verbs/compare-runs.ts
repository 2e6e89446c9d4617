/** `compare_runs`: the verdict on runs, as the comparison gives it. */
import { z } from 'zod'
import { compareAnswers } from '../http/compare-answers.ts'
import { limits } from '../limits.ts'
import { Refusal } from '../refusal.ts'
import { askedRuns } from './asked-runs.ts'
import { namedRun } from './named-run.ts'
import { count, leftOut, more, page, query, run, whole } from './parts.ts'
import { type VerbParts, verb } from './verb.ts'

const { verdict } = compareAnswers.verdict.shape
type Verdict = z.infer<typeof verdict>

const input = z.strictObject({
  runs: z.array(run).max(limits.comparedRuns).optional(),
  query: query.optional().describe('The runs by a query, in the place of their names.'),
  sweep: whole(z.string().min(1).max(limits.name))
    .optional()
    .describe('Id or name of a sweep, in their place.'),
  metric: z
    .string()
    .max(limits.name)
    .optional()
    .describe('The series to judge by; the most telling one where left out.'),
  reading: z.enum(['best', 'last']).default('best').describe('Which value of a run counts.'),
  matters: z.string().max(40).optional().describe('The smallest difference that matters: 1% or 0.05.'),
  baseline: run.optional().describe('A run whose setup the others are held against.'),
  rows: count(1000, 30).describe('Rows of each table.'),
})
type Input = z.output<typeof input>

async function asked({ runs, query, sweep }: Input, store: VerbParts['store']): Promise<[string, string]> {
  if ([runs?.length || undefined, query, sweep].filter((one) => one !== undefined).length !== 1)
    throw new Refusal('invalid', 'Name the runs that are compared, or a query, or a sweep: one of the three.')
  if (sweep !== undefined) return ['sweep', sweep]
  const records =
    query === undefined
      ? await Promise.all((runs ?? []).map((one) => namedRun(store, one)))
      : await askedRuns(store, { query })
  if (records.length > limits.comparedRuns)
    throw new Refusal(
      'too-large',
      `At most ${limits.comparedRuns} runs are compared at once, not ${records.length}.`,
    )
  if (records.length === 0) throw new Refusal('not-found', 'No run matches the query: ask for less.')
  return ['runs', records.map(({ run }) => run.id).join()]
}

export const compareRuns = verb({
  name: 'compare_runs',
  command: 'compare',
  places: ['runs'],
  title: 'Which of several runs or setups is better, and how sure that is',
  description:
    'Compares runs fairly by a metric they share, over seeds: which setup is better, which are as good, what is undecided and how many seeds more would tell, with evidence and doubts. Values of different losses are never ranked.',
  input,
  output: z.strictObject({ verdict, left_out: leftOut, page }),
  isReadOnly: true,
  async run(given, { store, ownCall, address }) {
    const [of, named] = await asked(given, store)
    const { metric, reading, matters, rows } = given
    const baseline = given.baseline && (await namedRun(store, given.baseline)).run.id
    const search = new URLSearchParams({
      ...{ [of]: named, reading },
      ...(metric !== undefined && { metric }),
      ...(matters !== undefined && { matters }),
      ...(baseline !== undefined && { baseline }),
    })
    const { verdict } = (await ownCall('GET', `/api/compare/verdict?${search}`)) as { verdict: Verdict }
    const [comparisons, standings] = [verdict.comparisons, verdict.standings].map((table) =>
      table.slice(0, rows),
    )
    const rest = (table: readonly object[]) => table.length - rows
    const shown = new URLSearchParams({ [of]: named, ...(metric !== undefined && { metric }) })
    return {
      verdict: { ...verdict, comparisons, standings },
      left_out: [
        ...more(rest(verdict.comparisons), 'comparison', 'ask with more rows.'),
        ...more(rest(verdict.standings), 'standing', 'ask with more rows.'),
      ],
      page: `${address}/${of === 'sweep' ? 'sweeps' : 'compare'}${of === 'sweep' ? `/${encodeURIComponent(named)}` : `?${shown}`}`,
    }
  },
})
