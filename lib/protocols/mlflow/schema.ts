/**
 * What MLflow's clients send, as recorded of mlflow 3.17: protobuf's JSON, in which numbers may be texts and nothing
 * is needed.
 */
import { z } from 'zod'
import { numberFromSource } from '../../number.ts'

const text = z.string().max(100_000)
const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'There is no such run.')

/** A 64-bit number, which protobuf writes as a text. */
const whole = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
])
/** A double; what is not finite comes by its name. */
const double = z.unknown().transform((input, context): number => {
  const number =
    typeof input === 'string' && input.trim() !== '' && Number.isFinite(Number(input))
      ? Number(input)
      : numberFromSource(input)
  if (number !== undefined) return number
  context.addIssue({ code: 'custom', message: 'A value of a metric is a number.' })
  return z.NEVER
})

/** `value` is left out for None. */
export const metric = z.object({
  key: text,
  value: double.optional(),
  timestamp: whole.optional(),
  step: whole.optional(),
})
export const pair = z.object({ key: text, value: text.default('') })
export type Metric = z.infer<typeof metric>
export type Pair = z.infer<typeof pair>

const run = { run_id: id.optional(), run_uuid: id.optional() }
export const ofRun = z.object(run)
export const ofMetric = metric.extend(run)
export const ofPair = pair.extend(run)
export const batch = z.object({
  ...run,
  metrics: z.array(metric).max(10_000).default([]),
  params: z.array(pair).max(1_000).default([]),
  tags: z.array(pair).max(1_000).default([]),
})
export const created = z.object({
  experiment_id: text.default('0'),
  run_name: text.optional(),
  start_time: whole.optional(),
  tags: z.array(pair).max(1_000).default([]),
})
export const updated = z.object({
  ...run,
  status: z.enum(['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED']).optional(),
  end_time: whole.optional(),
  run_name: text.optional(),
})
export const history = z.object({
  ...run,
  metric_key: text,
  max_results: whole.optional(),
  page_token: text.optional(),
})
export const modelCreated = z.object({
  experiment_id: text.optional(),
  name: text.optional(),
  source_run_id: text.optional(),
  model_type: text.optional(),
})
/** Tags of one experiment. */
export const tagsKept = 100
const experimentPair = pair.extend({ key: text.min(1).max(250) })
export const experimentCreated = z.object({
  name: text.min(1).max(250),
  tags: z.array(experimentPair).max(tagsKept).default([]),
})
export const experimentTag = experimentPair.extend({ experiment_id: text })
export const experimentByName = z.object({ experiment_name: text })
export const experimentById = z.object({ experiment_id: text })
/** What is searched, and which page of it. A list of one may come as a text, from an address. */
const searched = {
  filter: text.default(''),
  order_by: z.union([z.array(text).max(10), text.transform((order) => [order])]).default([]),
  max_results: whole.optional(),
  page_token: text.optional(),
}
export const search = z.object({
  ...searched,
  experiment_ids: z.array(text).max(1000).default([]),
  run_view_type: text.optional(),
})
export const experimentSearch = z.object({ ...searched, view_type: text.optional() })
