/** What calls of the API take in their bodies and addresses, parsed with zod, limits stated. */

import { z } from 'zod'
import { readMatters } from '../compare/matters.ts'
import { limits } from '../limits.ts'
import { numberFromSource } from '../number.ts'
import type { NpyArray } from '../predictions/npy.ts'
import { type OutputKind, outputKinds, predictedTasks, whichPredictions } from '../predictions/predictions.ts'
import { shown } from '../refusal.ts'
import { runStatuses } from '../run.ts'
import { sentEvent } from '../schema.ts'
import { annotationText, name, runId, stepOrNull, tags, text } from '../schema-parts.ts'
import { type ListQuery, newestFirst } from '../search/run-filter.ts'
import type { DrawnQuery, PointsQuery } from '../store/store.ts'

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

export const annotationBody = z.strictObject({
  text: annotationText,
  step: stepOrNull.default(null).meta({ description: 'Null, or left out: of the whole run, now.' }),
  author: z.enum(['page', 'api']).default('api'),
})

export const annotationChanges = z
  .strictObject({ text: annotationText.exactOptional(), step: stepOrNull.exactOptional() })
  .refine((changes) => Object.keys(changes).length > 0, 'Nothing to change: send text or step.')

export const controlBody = z.strictObject({ action: z.enum(['stop', 'pause', 'resume']) })

export const runsQuery: z.ZodType<ListQuery> = z.strictObject({
  project: name.optional(),
  status: z.enum(runStatuses).optional(),
  loss: name.optional(),
  q: text.optional(),
  sort: name.default(newestFirst),
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

const lineNumber = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
export const consoleQuery = z.strictObject({
  from: lineNumber.exactOptional().meta({ description: 'The number of the first line; the first is 0.' }),
  to: lineNumber.exactOptional().meta({ description: 'The number of the last line.' }),
  last: lineNumber.exactOptional().meta({ description: 'Only so many of the last lines.' }),
  format: z.enum(['text', 'json']).default('text'),
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

const targetsHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'A hash of targets is 64 hexadecimal digits.')
  .meta({
    description:
      'SHA-256 of the targets as little-endian float64, row by row; in place of targets that another run has sent.',
  })
const kindsOfOutputs = Object.keys(outputKinds) as [OutputKind, ...OutputKind[]]
const aboutPredictions = {
  which: z.enum(whichPredictions).default('last'),
  kind: z
    .enum(kindsOfOutputs)
    .exactOptional()
    .meta({
      description: Object.entries(outputKinds)
        .map(([kind, meaning]) => `${kind}: ${meaning}.`)
        .join(' '),
    }),
  task: z
    .enum(predictedTasks)
    .exactOptional()
    .meta({ description: 'Told by the shapes where it is left out.' }),
  targetsHash: targetsHash.exactOptional(),
}
const deviationSentence = 'A deviation is a number above 0.'
const classNames = z.array(name).max(1000)

/** What is said of predictions that come as .npy, in the address. */
export const predictionsQuery = z.strictObject({
  ...aboutPredictions,
  step: stepText.exactOptional(),
  className: classNames.exactOptional(),
  scaleMean: z.coerce.number().exactOptional(),
  scaleDeviation: z.coerce.number().positive(deviationSentence).exactOptional(),
  scaleUnit: text.exactOptional(),
})

/** Numbers in lists, nested once where a row has several. */
const numberLists = z
  .unknown()
  .transform((input, context): NpyArray => {
    const fail = (message: string) => {
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    }
    if (!Array.isArray(input) || input.length === 0)
      return fail('This is a list with a number, or a list of numbers, for each row.')
    const width = Array.isArray(input[0]) ? input[0].length : null
    const data = new Float64Array(input.length * (width ?? 1))
    for (const [row, entry] of input.entries()) {
      const numbers: unknown[] = width === null ? [entry] : entry
      if (!Array.isArray(numbers) || numbers.length !== (width ?? 1))
        return fail(
          `Row ${row} has not as many numbers as row 0, which has ${width ?? 'one that is in no list'}.`,
        )
      for (const [at, value] of numbers.entries()) {
        const number = numberFromSource(value)
        if (number === undefined) return fail(`Row ${row} has ${shown(value)}, which is no number.`)
        data[row * numbers.length + at] = number
      }
    }
    return { shape: width === null ? [input.length] : [input.length, width], data }
  })
  .meta({
    type: 'array',
    items: { type: ['number', 'string', 'array'], items: { type: ['number', 'string'] } },
  })

export const predictionsBody = z.strictObject({
  ...aboutPredictions,
  step: z.int().min(0).exactOptional(),
  classNames: classNames.exactOptional(),
  scale: z
    .strictObject({ mean: z.number(), deviation: z.number().positive(deviationSentence), unit: text })
    .exactOptional()
    .meta({ description: 'By which the training standardized the targets of a regression.' }),
  outputs: numberLists,
  targets: numberLists.exactOptional(),
})

export const readPredictionsQuery = z.strictObject({
  which: z.enum(whichPredictions).exactOptional(),
  format: z.enum(['json', 'csv', 'npy']).default('json'),
  part: z.enum(['outputs', 'targets']).default('outputs').meta({ description: 'Which of the two, as npy.' }),
})

/** More runs than this are not compared at once. */
const mostCompared = 500
const runIds = z
  .string()
  .transform((ids) => [...new Set(ids.split(',').filter(Boolean))])
  .pipe(z.array(runId).min(1, 'Name the runs: runs=id,id.').max(mostCompared))
  .meta({ description: `Ids of at most ${mostCompared} runs, with commas.` })
export const matrixQuery = z.strictObject({
  runs: runIds,
  which: z.enum(whichPredictions).default('best'),
  format: z.enum(['json', 'csv']).default('json'),
})

/** A `matters` of people's: `1%` or `0.05`. */
const matters = text.transform((written, context) => {
  const read = readMatters(written)
  if (read) return read
  context.addIssue({ code: 'custom', message: 'What matters is a share such as 1%, or a size such as 0.05.' })
  return z.NEVER
})

/** Which runs: one of the two. */
const ofRuns = {
  runs: runIds.exactOptional(),
  sweep: text.exactOptional().meta({ description: 'Id or name of a sweep, in the place of runs.' }),
}
const namesOne = ({ runs, sweep }: { runs?: unknown; sweep?: unknown }) =>
  (runs === undefined) !== (sweep === undefined)
const eitherSentence = 'Name either the runs, runs=id,id, or a sweep, sweep=NAME.'

/** What else the address of a comparison says is taken as its page takes it. */
export const reportQuery = z.looseObject(ofRuns).refine(namesOne, eitherSentence)

export const verdictQuery = z
  .strictObject({
    ...ofRuns,
    metric: text.exactOptional().meta({ description: 'The series to judge by.' }),
    reading: z.enum(['best', 'last']).default('best').meta({ description: 'Which value of a run counts.' }),
    matters: matters
      .exactOptional()
      .meta({ description: 'The smallest difference that matters: 1% or 0.05.' }),
    baseline: runId.exactOptional().meta({ description: 'A run whose setup the others are held against.' }),
  })
  .refine(namesOne, eitherSentence)

const place = z.coerce.number().int().min(0)
export const differencesQuery = z.strictObject({
  runs: runIds,
  which: z.enum(whichPredictions).default('best'),
  first: place.default(0),
  second: place.default(1).meta({ description: 'The places of the two setups whose examples are wanted.' }),
})

export type PredictionsQuery = z.infer<typeof predictionsQuery>
export type PredictionsBody = z.infer<typeof predictionsBody>
