/** What W&B's client sends, as recorded of wandb 0.31. What is not known of it is left out. */
import { z } from 'zod'

const text = z.string().max(1_000_000)
const maybe = text.nullish()

export const graphql = z.object({
  query: text.default(''),
  operationName: maybe,
  variables: z.record(z.string(), z.unknown()).nullish(),
})

export const bucket = z.object({
  name: text.min(1),
  project: maybe,
  displayName: maybe,
  groupName: maybe,
  notes: maybe,
  config: maybe,
  host: maybe,
  program: maybe,
  commit: maybe,
  tags: z.array(text).nullish(),
})
export type Bucket = z.infer<typeof bucket>

export const resumed = z.object({ project: maybe, name: text.min(1) })
export const files = z.object({ files: z.array(text).max(10_000).default([]) })
export const stopped = z.object({ projectName: maybe, runId: maybe })

export const stream = z.object({
  files: z
    .record(
      z.string(),
      z.object({ offset: z.number().default(0), content: z.array(text).max(100_000).default([]) }),
    )
    .default({}),
  complete: z.boolean().nullish(),
  exitcode: z.number().nullish(),
})
