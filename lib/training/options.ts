/** The options of a training, checked: here what a person typed becomes what `train` trusts. */
import { z } from 'zod'
import { type LossId, lossOf, readParams } from '../losses/index.ts'
import type { Params } from '../run.ts'
import { type ModelId, models } from './models.ts'
import { type OptimizerId, optimizers } from './optimizers.ts'
import { lossesFor, type Task, type TaskId, taskOf, tasks } from './tasks.ts'

export type TrainingOptions = {
  task: TaskId
  loss: LossId
  /** As given; what is left out has the loss's default. */
  lossParams: Params
  epochs: number
  lr: number
  optimizer: OptimizerId
  batchSize: number
  model: ModelId
  seed: number
  /** Values every so many steps, besides those of each epoch; 0 for none. */
  everySteps: number
  name: string | null
  project: string
  group: string | null
  tags: string[]
}

function shown(value: unknown): string {
  return typeof value === 'object' || typeof value === 'string' ? JSON.stringify(value) : String(value)
}

/** A message of zod's that says what was seen. */
function unless(rule: string) {
  return ({ input }: { input?: unknown }) => `${rule}, not ${shown(input)}.`
}

/** Command lines give texts: a text that is wholly a number is that number. */
function numeric(value: unknown): unknown {
  if (typeof value !== 'string' || value.trim() === '') return value
  return Number.isNaN(Number(value)) ? value : Number(value)
}

function wholeNumber(what: string, min: number, max: number) {
  const error = unless(`The ${what} must be a whole number from ${min} to ${max}`)
  return z.preprocess(numeric, z.int({ error }).min(min, { error }).max(max, { error }))
}

function learningRate() {
  const error = unless('The learning rate must be a number above 0')
  return z.preprocess(numeric, z.number({ error }).positive({ error }))
}

function oneOf<T extends string>(what: string, choices: readonly T[]) {
  return z.enum(choices as [T, ...T[]], {
    error: ({ input }) => {
      const fault = input === undefined ? `The ${what} is missing` : `Unknown ${what} ${shown(input)}`
      return `${fault}: choose one of ${choices.join(', ')}.`
    },
  })
}

function text(what: string, longest: number) {
  const error = unless(`The ${what} must be a text of 1 to ${longest} characters`)
  return z.string({ error }).trim().min(1, { error }).max(longest, { error })
}

function keysOf<T extends object>(registry: T): (keyof T & string)[] {
  return Object.keys(registry) as (keyof T & string)[]
}

const paramValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.number())], {
  error: unless('A parameter of the loss must be a number or a list of numbers'),
})
const tagsError = unless('The tags must be a list of at most 20 texts of 1 to 64 characters')

const shape = {
  task: oneOf('task', keysOf(tasks)),
  loss: z.string({ error: unless('The loss must be the id of a loss') }).optional(),
  lossParams: z
    .record(z.string(), paramValue, { error: unless('The parameters of the loss must be numbers by name') })
    .optional(),
  epochs: wholeNumber('number of epochs', 1, 100_000).optional(),
  lr: learningRate().optional(),
  optimizer: oneOf('optimizer', keysOf(optimizers)).optional(),
  batchSize: wholeNumber('batch size', 1, 8192).optional(),
  model: oneOf('model', keysOf(models)).optional(),
  seed: wholeNumber('seed', 0, Number.MAX_SAFE_INTEGER).optional(),
  everySteps: wholeNumber('number of steps between values', 0, 1_000_000).optional(),
  name: text('name', 200).optional(),
  project: text('project', 200).optional(),
  group: text('group', 200).optional(),
  tags: z
    .array(z.string({ error: tagsError }).trim().min(1, { error: tagsError }).max(64, { error: tagsError }), {
      error: tagsError,
    })
    .max(20, { error: tagsError })
    .optional(),
}

const schema = z.strictObject(shape, {
  error: (issue) => {
    if (issue.code !== 'unrecognized_keys') return 'The options of a training must be an object.'
    return `Unknown option ${shown(issue.keys[0])}: the options are ${Object.keys(shape).join(', ')}.`
  },
})

/** Lists become texts, as the params of a run hold no lists. */
function flatParams(params: z.infer<typeof shape.lossParams>): Params {
  return Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : value,
    ]),
  )
}

function requireSuitable(task: Task, id: string, lossParams: Params, model: ModelId): asserts id is LossId {
  const loss = lossOf(id)
  const suitable = lossesFor(task)
  if (!suitable.includes(id as LossId))
    throw new Error(
      `The loss ${id} is for classes, but the task ${task.id} predicts numbers: choose one of ${suitable.join(', ')}.`,
    )
  if (!task.models.includes(model))
    throw new Error(
      `The model ${model} does not suit the task ${task.id}: choose one of ${task.models.join(', ')}.`,
    )
  // One row of zeros shows whether lists among the parameters have the right length.
  const { outputs } = task.size
  const row = { data: new Float64Array(outputs), shape: [1, outputs] }
  loss.unreducedShape(
    { inputs: { predictions: row }, targets: { targets: row } },
    readParams(loss, lossParams),
  )
}

/**
 * Checks the options and fills in the defaults of the task. `task` is needed, the rest may be left out. Numbers may
 * be texts. A learning rate has no upper limit: a run may fail on purpose.
 * Throws one sentence that says what was seen and what to do; an unknown option is refused by name.
 */
export function parseTrainingOptions(input: unknown): TrainingOptions {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message)
  const given = parsed.data
  const task = taskOf(given.task)
  const loss: string = given.loss ?? task.defaults.loss
  const model = given.model ?? task.defaults.model
  const lossParams = flatParams(given.lossParams)
  requireSuitable(task, loss, lossParams, model)
  const optimizer = given.optimizer ?? task.defaults.optimizer
  return {
    task: given.task,
    loss,
    lossParams,
    epochs: given.epochs ?? task.defaults.epochs,
    lr: given.lr ?? task.lr[optimizer],
    optimizer,
    batchSize: given.batchSize ?? task.defaults.batchSize,
    model,
    seed: given.seed ?? 0,
    everySteps: given.everySteps ?? 0,
    name: given.name ?? null,
    project: given.project ?? 'default',
    group: given.group ?? null,
    tags: given.tags ?? [],
  }
}
