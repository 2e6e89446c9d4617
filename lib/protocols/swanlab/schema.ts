/** What SwanLab's client sends, as recorded of swanlab 0.10. What is not known of it is left out. */
import { z } from 'zod'

const text = z.string().max(1_000_000)
const maybe = text.nullish()
const anything = z.record(z.string(), z.unknown())

export const ownProject = z.object({ name: maybe })

export const experiment = z.object({
  name: maybe,
  cuid: maybe,
  description: maybe,
  cluster: maybe,
  labels: z.array(z.object({ name: text })).nullish(),
})
export type Experiment = z.infer<typeof experiment>

export const profile = z.object({ config: anything.nullish(), metadata: anything.nullish() })

export const scalar = z.object({ key: text, index: z.number(), data: z.unknown(), create_time: maybe })
export type Scalar = z.infer<typeof scalar>

/** Lines of the console and media are metrics too, of other kinds. */
export const metrics = z.object({
  type: maybe,
  experimentId: text,
  metrics: z.array(z.unknown()).max(100_000),
})

export const state = z.object({ state: maybe, finishedAt: maybe })
export const uploads = z.object({
  paths: z.array(z.unknown()).max(10_000).nullish(),
  files: z.array(z.unknown()).max(10_000).nullish(),
})
