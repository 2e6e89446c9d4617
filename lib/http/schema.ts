/** What calls of the API take in their bodies and addresses, parsed with zod, limits stated. */
import { z } from 'zod'
import { limits } from '../limits.ts'
import { runStatuses } from '../run.ts'
import { name, runId, sentEvent, tags, text } from '../schema.ts'
import type { DrawnQuery, PointsQuery, RunsQuery } from '../store/store.ts'

/** Its events are parsed one by one. */
export const ingestBody = z.object({ events: z.unknown() })

/** The same as a whole, for its description. */
export const sentEvents = z.object({ events: z.array(sentEvent).max(limits.events) })

export const runChanges = z
  .strictObject({
    name: name.exactOptional(),
    group: name.nullable().exactOptional(),
    tags: tags.exactOptional(),
    notes: text.exactOptional(),
  })
  .refine((changes) => Object.keys(changes).length > 0, 'Nothing to change: send name, group, tags or notes.')

export const controlBody = z.strictObject({ action: z.enum(['stop', 'pause', 'resume']) })

export const runsQuery: z.ZodType<RunsQuery> = z.strictObject({
  project: name.optional(),
  status: z.enum(runStatuses).optional(),
  loss: name.optional(),
  q: text.optional(),
  sort: z.enum(['newest', 'oldest', 'name']).default('newest'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: runId.optional(),
})

const stepSentence = 'A step is a whole number from 0 to 2^53 - 1.'
const stepText = z
  .string()
  .regex(/^\d+$/, stepSentence)
  .transform(Number)
  .refine(Number.isSafeInteger, stepSentence)
export const pointsQuery: z.ZodType<PointsQuery> = z.strictObject({
  series: z.array(name).optional(),
  from: stepText.optional(),
  to: stepText.optional(),
  after: stepText.optional(),
  buckets: z.coerce.number().int().min(1).max(5000).optional(),
  branch: z.coerce.number().int().min(1).optional(),
})

const ids = z.array(runId).min(1).max(limits.comparedRuns)
export const drawnQuery: z.ZodType<DrawnQuery> = z.strictObject({
  runs: z
    .string()
    .transform((text) => text.split(','))
    .pipe(ids)
    .meta({ description: `Ids of at most ${limits.comparedRuns} runs, with commas.` }),
  series: z.array(name).min(1).max(limits.series),
  buckets: z.coerce.number().int().min(1).max(5000),
  from: stepText.optional(),
  to: stepText.optional(),
})

export const averagesQuery = z.strictObject({ series: z.array(name).optional() })
