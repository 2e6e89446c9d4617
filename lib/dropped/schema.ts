/** What a page asks of dropped files, and is answered, parsed with zod. */
import { z } from 'zod'
import { type DropQuestion, dropLimits, type ReadDrop } from './drop.ts'

const name = z.string().min(1).max(dropLimits.name)

const mapping = z.strictObject({
  step: name
    .meta({ description: 'The column that holds the step; "row" to count the rows.' })
    .exactOptional(),
  only: z.array(name).max(dropLimits.columns).exactOptional(),
  rename: z.record(name, name).exactOptional(),
})

export const dropBody: z.ZodType<DropQuestion> = z.strictObject({
  isDry: z.boolean(),
  project: name.nullable().default(null),
  mappings: z.record(z.string().max(dropLimits.path), mapping).default({}),
})

export const readDrop: z.ZodType<ReadDrop> = z.strictObject({
  runs: z.array(
    z.strictObject({
      ...{ id: z.string(), name: z.string(), format: z.string(), file: z.string() },
      ...{ series: z.array(z.string()), seriesCount: z.int(), points: z.int(), notes: z.string() },
      columns: z.strictObject({ step: z.string().nullable(), names: z.array(z.string()) }).nullable(),
      outcome: z.enum(['new', 'grown', 'known']),
    }),
  ),
  troubles: z.array(z.string()),
})
