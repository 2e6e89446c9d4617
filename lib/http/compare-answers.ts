/** What the calls that compare runs answer, for their description. */
import { z } from 'zod'
import type { CrossedRuns } from '../matrix/crossed.ts'
import { predictedTasks, whichPredictions } from '../predictions/predictions.ts'
import { scale, step, texts, value } from './answer-parts.ts'

const left = z.array(z.strictObject({ id: z.string(), name: z.string(), reason: z.string() }))
const overSeeds = z.strictObject({ mean: value, low: value.nullable(), high: value.nullable() })
const judgedRow = z.strictObject({ error: value, said: value })
const example = z.strictObject({
  ...{ row: z.int(), target: value, first: judgedRow, second: judgedRow },
  shown: z
    .union([
      z.strictObject({ cells: z.record(z.string(), z.string()) }),
      z.strictObject({ width: z.int(), grey: z.array(z.number()) }),
    ])
    .nullable(),
})
const differing = z.strictObject({
  which: z.enum(whichPredictions),
  left,
  judged: z
    .strictObject({
      ...{ task: z.enum(predictedTasks), rows: z.int(), classNames: z.array(z.string()).nullable() },
      unit: z.string().nullable(),
    })
    .nullable(),
  setups: z.array(
    z.strictObject({
      ...{ label: z.string(), loss: z.string(), runs: texts },
      histogram: z.strictObject({
        ...{ counts: z.array(z.int()), below: z.int(), above: z.int(), nonFinite: z.int() },
      }),
      recalls: z.array(overSeeds).nullable(),
      calibration: z
        .strictObject({
          bins: z.array(z.strictObject({ confidence: value, accuracy: value, count: z.int() })),
          error: overSeeds,
        })
        .nullable(),
      residuals: z
        .array(z.strictObject({ at: value, low: value, middle: value, high: value, count: z.int() }))
        .nullable(),
    }),
  ),
  edges: z.array(value),
  examples: z
    .strictObject({
      between: z.array(z.int()),
      ...{ first: z.array(example), second: z.array(example) },
    })
    .nullable(),
})
const crossed = z.strictObject({
  which: z.enum(whichPredictions),
  judged: z
    .strictObject({
      ...{ task: z.enum(predictedTasks), rows: z.int(), targetsHash: z.string() },
      ...{ scale, batchRows: z.int() },
    })
    .nullable(),
  left,
  columns: z.array(
    z.strictObject({
      kind: z.enum(['loss', 'metric']),
      ...{ key: z.string(), label: z.string() },
      direction: z.enum(['higher', 'lower']),
      isStandardized: z.boolean(),
    }),
  ),
  rows: z.array(
    z.strictObject({
      ...{ label: z.string(), loss: z.string() },
      runs: z.array(z.strictObject({ id: z.string(), name: z.string(), seed: z.number().nullable(), step })),
      cells: z.array(
        z.strictObject({
          values: z.array(value.nullable()),
          ...{ mean: value.nullable(), low: value.nullable(), high: value.nullable() },
          ...{ reason: z.string().nullable(), isOwn: z.boolean(), isBest: z.boolean() },
        }),
      ),
    }),
  ),
}) satisfies z.ZodType<Pick<CrossedRuns, 'which' | 'judged' | 'left' | 'columns'>>

const figures = z.array(z.record(z.string(), z.union([value, z.string(), z.boolean(), z.null()])))
const judged = z.strictObject({
  metric: z.string().nullable(),
  sentence: z.string(),
  evidence: texts,
  doubts: texts,
  disagreement: z.string().nullable().meta({ description: 'Where metrics disagree.' }),
  moreSeeds: z
    .number()
    .nullable()
    .meta({ description: 'Further seeds each with which an open verdict would be told.' }),
  comparisons: figures,
  standings: figures,
})

export const compareAnswers = {
  verdict: z.strictObject({ verdict: judged }),
  matrix: z.strictObject({ matrix: crossed }),
  differences: z.strictObject({ differences: differing }),
}
