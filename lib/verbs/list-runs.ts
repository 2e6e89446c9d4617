/** `list_runs`: all runs that are asked for, trouble first. */
import { z } from 'zod'
import { step, value } from '../http/answer-parts.ts'
import { limits } from '../limits.ts'
import { runStatuses } from '../run.ts'
import { type AskedRuns, recordsOf, searchAsked } from './asked-runs.ts'
import { glanceAt } from './glance.ts'
import { count, leftOut, more, page, query, whole } from './parts.ts'
import { verb } from './verb.ts'

const attention = z
  .enum(['critical', 'warning'])
  .nullable()
  .describe(
    'How much it needs somebody; null where it is fine, where what was found is known, or where there is a note only.',
  )

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
    project: whole(z.string().max(limits.name)).optional(),
    order: z.enum(['trouble', 'newest']).default('trouble'),
    limit: count(200, 20),
    skip: z.coerce.number().int().min(0).default(0).describe('Runs of the list to pass over.'),
  }),
  output: z.strictObject({
    runs: z.array(z.strictObject(glance)),
    counts: z.strictObject({
      matched: z.int(),
      critical: z.int(),
      warning: z.int(),
      fine: z.int().describe('All others.'),
    }),
    left_out: leftOut,
    page,
  }),
  isReadOnly: true,
  async run({ order, limit, skip, ...asked }, { store, now, address }) {
    const search = await searchAsked(store, asked, { sort: order, limit: skip + limit, isWeighed: true })
    const { ids, total, troubled } = await store.searchRuns(search)
    const time = now()
    const runs = (await recordsOf(store, ids.slice(skip))).map((record) => glanceAt(record, time))
    const { critical, warning } = troubled ?? { critical: 0, warning: 0 }
    return {
      runs,
      counts: { matched: total, critical, warning, fine: total - critical - warning },
      left_out: more(total - skip - runs.length, 'run', `skip ${skip + runs.length} to go on.`),
      page: listPage(address, asked),
    }
  },
})
