/** What Trackio's client sends, as recorded of trackio 0.43: `{args, kwargs}` around everything. */
import { z } from 'zod'

const text = z.string().max(100_000)
const maybe = text.nullish()

export const called = <Kwargs extends z.ZodType>(kwargs: Kwargs) => z.object({ kwargs })

export const row = z.object({
  project: text.min(1),
  run: text.min(1),
  run_id: maybe,
  metrics: z.record(z.string(), z.unknown()).default({}),
  step: z.number().nullish(),
  config: z.record(z.string(), z.unknown()).nullish(),
  timestamp: maybe,
})
export type Row = z.infer<typeof row>

export const ofProject = called(z.object({ project: text }))
export const ofRun = called(z.object({ project: text, run_id: maybe, run: maybe }))
export const rows = called(z.object({ logs: z.array(row).max(100_000) }))
