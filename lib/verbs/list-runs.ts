/** `list_runs`: all runs that are asked for, trouble first. */
import { z } from 'zod'
import { step, value } from '../http/answer-parts.ts'
import { limits } from '../limits.ts'
import { runStatuses } from '../run.ts'
import type { RunRecord } from '../store/store.ts'
import { createTurns } from '../turns.ts'
import { type AskedRuns, askedRuns } from './asked-runs.ts'
import { byTrouble, type Glance, glanceAt } from './glance.ts'
import { count, leftOut, more, page, query } from './parts.ts'
import { verb } from './verb.ts'

const attention = z
  .enum(['critical', 'warning'])
  .nullable()
  .describe('How much it needs somebody; null where it is fine, or where what was found is known.')

export const glance = {
  ...{ id: z.string(), name: z.string(), project: z.string(), status: z.enum(runStatuses), attention },
  ...{ headline: z.string(), loss: z.string().nullable() },
  metric: z.strictObject({ name: z.string(), last: value, step, best: value.nullable() }).nullable(),
}

/** The list with the same search. */
export function listPage(address: string, { query, status, project }: AskedRuns): string {
  const search = new URLSearchParams({
    ...(query && { q: query }),
    ...(status && { status }),
    ...(project && { project }),
  })
  return search.size ? `${address}/?${search}` : `${address}/`
}

export const listRuns = verb({
  name: 'list_runs',
  command: 'ls',
  places: ['query'],
  title: 'Runs, those in trouble first',
  description:
    'Lists training runs, those in trouble first, each with a headline that says whether it is all right, and counts how many need attention. Start here.',
  input: z.strictObject({
    query: query.optional(),
    status: z.enum(runStatuses).optional(),
    project: z.string().max(limits.name).optional(),
    order: z.enum(['trouble', 'newest']).default('trouble'),
    limit: count(200, 20),
    skip: z.coerce.number().int().min(0).default(0).describe('Runs of the list to pass over.'),
  }),
  output: z.strictObject({
    runs: z.array(z.strictObject(glance)),
    counts: z.strictObject({ matched: z.int(), critical: z.int(), warning: z.int(), fine: z.int() }),
    left_out: leftOut,
    page,
  }),
  isReadOnly: true,
  async run({ order, limit, skip, ...asked }, { store, now, address }) {
    const records = await askedRuns(store, asked)
    const time = now()
    const turns = createTurns()
    const glances: { record: RunRecord; glance: Glance }[] = []
    for (const record of records) {
      glances.push({ record, glance: glanceAt(record, time) })
      await turns()
    }
    const ordered = order === 'trouble' ? byTrouble(glances) : glances
    const shown = ordered.slice(skip, skip + limit).map(({ glance }) => glance)
    const numberOf = (wanted: string | null) =>
      glances.filter(({ glance }) => glance.attention === wanted).length
    return {
      runs: shown,
      counts: {
        ...{ matched: records.length, critical: numberOf('critical') },
        ...{ warning: numberOf('warning'), fine: numberOf(null) },
      },
      left_out: more(records.length - skip - shown.length, 'run', `skip ${skip + shown.length} to go on.`),
      page: listPage(address, asked),
    }
  },
})
