/** What ClearML's client sends, as recorded of clearml 2.1. What is not known of it is left out. */
import { z } from 'zod'

const text = z.string().max(1_000_000)
const maybe = text.nullish()
const anything = z.record(z.string(), z.unknown())

export const projectQuery = z.object({ name: maybe, id: z.array(text).nullish() })
export const projectCreate = z.object({ name: text })
export const projectRead = z.object({ project: text })

const about = {
  name: maybe,
  comment: maybe,
  tags: z.array(text).nullish(),
  hyperparams: z.record(z.string(), anything).nullish(),
  script: anything.nullish(),
}
export const task = z.object({ ...about, project: maybe })
export type Task = z.infer<typeof task>
export const taskRead = z.object({ task: text })
export const taskEdit = z.object({ ...about, task: text })
export const taskQuery = z.object({ id: z.array(text).max(1000).nullish() })
export const taskEnd = z.object({ task: text, status_reason: maybe, status_message: maybe })

export const event = z.object({
  type: text,
  task: text,
  metric: maybe,
  variant: maybe,
  iter: z.number().nullish(),
  value: z.unknown().optional(),
  timestamp: z.number().nullish(),
  msg: maybe,
})
export type Event = z.infer<typeof event>
