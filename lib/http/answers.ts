/** What calls of the API answer, for their description: nothing is parsed with it but in tests. */
import { z } from 'zod'
import { type Annotation, annotationAuthors } from '../annotation.ts'
import { editable } from '../edited.ts'
import { type HistoryEntry, historyKinds } from '../history/history.ts'
import {
  type OutputKind,
  outputKinds,
  type PredictionHead,
  predictedTasks,
  whichPredictions,
} from '../predictions/predictions.ts'
import { type Finding, type Run, runStatuses, severities } from '../run.ts'
import { settingsBody } from '../settings/schema.ts'
import { rights } from '../tokens/right.ts'
import { scale, step, texts, value } from './answer-parts.ts'
import { compareAnswers } from './compare-answers.ts'

const time = z.number().meta({ description: 'Milliseconds since 1970.' })
const param = z.union([z.string(), z.number(), z.boolean()])
const params = z.record(z.string(), param)

const run = z.strictObject({
  id: z.string(),
  name: z.string(),
  project: z.string(),
  group: z.string().nullable(),
  tags: texts,
  seed: z.number().nullable(),
  source: z.string(),
  params,
  loss: z.strictObject({ id: z.string(), params, dialect: z.string().exactOptional() }).nullable(),
  plannedSteps: step.nullable(),
  stepsPerEpoch: step.nullable(),
  environment: z.record(z.string(), z.string()),
  notes: z.string(),
  mainMetric: z.string().nullable(),
  directions: z.record(z.string(), z.enum(['higher', 'lower'])),
  status: z.enum(runStatuses),
  startedAt: time,
  endedAt: time.nullable(),
  reason: z.string().nullable(),
  stopAsked: z.strictObject({ by: z.string(), reason: z.string(), time }).nullable(),
  branches: z.array(z.strictObject({ number: z.int(), from: step, to: step, time })),
  pauses: z.array(
    z.strictObject({
      ...{ from: time, to: time.nullable(), by: z.string().exactOptional() },
      why: z.enum(['paused', 'lost', 'finished', 'failed', 'stopped']).exactOptional(),
      reason: z.string().exactOptional(),
    }),
  ),
  edited: z.array(z.enum(editable)),
}) satisfies z.ZodType<Run>

const finding = z.strictObject({
  id: z.string(),
  runId: z.string(),
  code: z.string(),
  severity: z.enum(severities),
  series: z.string(),
  step,
  raisedStep: step,
  raisedAt: time,
  evidence: z.record(z.string(), z.union([value, z.array(value)])),
  causes: texts,
  resolvedStep: step.nullable(),
  acknowledgedAt: time.nullable(),
}) satisfies z.ZodType<Omit<Finding, 'evidence'>>

const annotation = z.strictObject({
  ...{ id: z.string(), step: step.nullable(), time, text: z.string() },
  author: z.enum(annotationAuthors),
}) satisfies z.ZodType<Annotation>

const historyEntry = z.strictObject({
  ...{ time, step: step.nullable(), kind: z.enum(historyKinds), text: z.string() },
  severity: z.enum(severities).exactOptional(),
}) satisfies z.ZodType<HistoryEntry>

const byName = z.record(z.string(), z.strictObject({ step, value }))
const listed = run.extend({ latest: byName, best: byName, headline: finding.nullable() })

const summary = z.strictObject({
  ...{ name: z.string(), count: z.int(), nonFinite: z.int(), replaced: z.int() },
  ...{ first: step, last: step, lastValue: value },
  ...{ min: value.nullable(), minStep: step.nullable(), max: value.nullable(), maxStep: step.nullable() },
})
const columns = { name: z.string(), steps: z.array(step), values: z.array(value) }
const flagged = finding.pick({ series: true, step: true, raisedStep: true, severity: true })
const previewed = { id: z.string(), name: z.string() }

const sweep = z.strictObject({
  ...{ id: z.string(), name: z.string(), project: z.string(), jobs: z.int() },
  plan: z.strictObject({
    options: z.looseObject({ task: z.string(), epochs: z.int() }),
    losses: z.array(
      z.strictObject({ text: z.string(), id: z.string(), params, file: z.string().nullable() }),
    ),
    lrs: z.array(z.number()),
    seeds: z.array(z.int()),
  }),
  ...{ createdAt: time, stoppedAt: time.nullable() },
})
const sweepState = z.enum(['going-on', 'stopping', 'done', 'stopped', 'interrupted'])
const counts = ['all', 'finished', 'failed', 'stopped', 'running', 'waiting'] as const
const training = z.strictObject({
  ...{ runId: z.string(), loss: z.string(), lr: z.number(), seed: z.int() },
  status: z.enum(runStatuses).nullable().meta({ description: 'Null while it has not begun.' }),
  isOver: z.boolean().meta({ description: 'Whether going on leaves it as it is.' }),
  ...{ step, plannedSteps: step.nullable(), startedAt: time.nullable(), workedMs: z.number().nullable() },
  ...{ reason: z.string().nullable(), score: value.nullable() },
})
const predictionHead = z.strictObject({
  which: z.enum(whichPredictions),
  step,
  task: z.enum(predictedTasks),
  kind: z.enum(Object.keys(outputKinds) as [OutputKind, ...OutputKind[]]),
  ...{ rows: z.int(), outputWidth: z.int(), targetWidth: z.int() },
  ...{ outputsHash: z.string(), targetsHash: z.string() },
  scale,
  classNames: z.array(z.string()).nullable(),
}) satisfies z.ZodType<PredictionHead>
const rowsOfNumbers = z.array(z.union([value, z.array(value)]))

const token = z.strictObject({
  ...{ name: z.string(), rights: z.array(z.enum(rights)), createdAt: time },
  lastUsedAt: time.nullable().meta({ description: 'To a minute; null where nobody has used it yet.' }),
})

export const answers = {
  ...compareAnswers,
  health: z.strictObject({
    ...{ ok: z.boolean(), version: z.string(), store: z.enum(['sqlite', 'postgresql', 'memory']) },
    trouble: z.string().optional(),
  }),
  accepted: z.strictObject({ accepted: z.int(), stop: z.record(z.string(), z.string()).optional() }),
  fields: z.strictObject({
    params: z.array(z.tuple([z.string(), z.array(z.string())])),
    series: z.array(z.string()),
    tags: z.array(z.string()),
  }),
  runs: z.strictObject({ runs: z.array(listed), total: z.int(), next: z.string().nullable() }),
  run: z.strictObject({ run }),
  record: z.strictObject({ run, series: z.array(summary), findings: z.array(finding) }),
  points: z.strictObject({
    series: z.array(z.strictObject({ ...columns, times: z.array(time) })),
    complete: z.boolean(),
  }),
  averages: z.strictObject({
    series: z.array(
      z.strictObject({
        ...{ name: z.string(), width: z.number(), last: step },
        ...{ steps: z.array(value), values: z.array(value), counts: z.array(z.int()) },
      }),
    ),
  }),
  keptPredictions: z.strictObject({ predictions: predictionHead }),
  predictions: z.strictObject({
    predictions: predictionHead.extend({ outputs: rowsOfNumbers, targets: rowsOfNumbers }),
  }),
  asked: z.strictObject({ accepted: z.literal(true) }),
  findings: z.strictObject({ findings: z.array(finding) }),
  finding: z.strictObject({ finding }),
  annotations: z.strictObject({ annotations: z.array(annotation) }),
  annotation: z.strictObject({ annotation }),
  console: z.strictObject({
    total: z.int(),
    parts: z.array(z.strictObject({ first: z.int(), lines: texts })),
  }),
  history: z.strictObject({ history: z.array(historyEntry) }),
  settings: z.strictObject({ settings: settingsBody }),
  preview: z.strictObject({
    code: z.string(),
    runs: z.array(z.strictObject({ ...previewed, saved: z.array(flagged), proposed: z.array(flagged) })),
    skipped: z.array(z.strictObject({ ...previewed, points: z.int() })),
  }),
  sweeps: z.strictObject({
    sweeps: z.array(z.strictObject({ sweep, state: sweepState, tally: z.record(z.enum(counts), z.int()) })),
  }),
  sweep: z.strictObject({ sweep }),
  startedSweep: z.strictObject({ sweep, isNew: z.boolean() }),
  sweepDetail: z.strictObject({
    ...{ sweep, state: sweepState, needsTerminal: z.boolean() },
    score: z.string().meta({ description: 'The series of which each training shows its best value so far.' }),
    trainings: z.array(training),
  }),
  beat: z.strictObject({ stop: z.boolean() }),
  sent: z.strictObject({ sent: z.literal(true) }),
  tokens: z.strictObject({ tokens: z.array(token) }),
  madeToken: z.strictObject({ token, text: z.string() }),
  description: z.looseObject({ openapi: z.string() }),
  refused: z.strictObject({
    error: z.strictObject({
      code: z.string(),
      message: z.string().meta({ description: 'One sentence: what was seen, and what to do.' }),
      at: z.string().optional().meta({ description: 'The place of the fault in what was sent.' }),
    }),
  }),
}
