/** The options of a training, checked: here what a person typed becomes what `train` trusts. */
import { z } from 'zod'
import { expectationOf, isSum, type Loss, type LossParams, lossOf, readParams } from '../losses/index.ts'
import { shown } from '../refusal.ts'
import type { Params } from '../run.ts'
import { csvTask } from './csv-task.ts'
import { oneSample } from './fit/one-sample.ts'
import { requireFit } from './fit/suits.ts'
import { type ModelId, models } from './model/models.ts'
import { optimizers } from './model/optimizers.ts'
import { nonFinitePolicies } from './non-finite.ts'
import type { Task } from './task.ts'
import { tasks } from './tasks.ts'
import { lossNamed, type Material, type TrainingOptions } from './training.ts'

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

/** They cannot be handed to a process, or come back changed. */
const hasControls = /[\p{Cc}\p{Cs}]/u

function text(what: string, longest: number) {
  const error = unless(`The ${what} must be a text of 1 to ${longest} characters`)
  const isPlain = (value: string) => !hasControls.test(value)
  return z
    .string({ error })
    .trim()
    .min(1, { error })
    .max(longest, { error })
    .refine(isPlain, `The ${what} must not hold control characters or halves of surrogate pairs.`)
}

function keysOf<T extends object>(registry: T): (keyof T & string)[] {
  return Object.keys(registry) as (keyof T & string)[]
}

const mostClasses = 1000
const mostLossParams = 100

const paramValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.number()).max(mostClasses)], {
  error: unless('A parameter of the loss must be a number or a list of numbers'),
})
const tagsError = unless('The tags must be a list of at most 20 texts of 1 to 64 characters')

/** A list of numbers above 0, as a text with commas or colons. */
function ratio(what: string, numbers: string) {
  const error = unless(`The ${what} must be ${numbers}`)
  // Counted before it is looked at: each wrong number of millions would be a fault of its own.
  const isShort = (value: unknown) =>
    typeof value === 'string'
      ? value.length <= 20 * mostClasses
      : !Array.isArray(value) || value.length <= mostClasses
  const apart = (value: unknown) => (typeof value === 'string' ? value.split(/[:,]/).map(numeric) : value)
  return z
    .custom<unknown>(isShort, `The ${what} must be of at most ${mostClasses} classes.`)
    .pipe(z.preprocess(apart, z.array(z.number({ error }).positive({ error }), { error }).min(2, { error })))
    .meta({ type: ['string', 'array'], items: { type: 'number', exclusiveMinimum: 0 } })
}

const shape = {
  task: oneOf('task', [...keysOf(tasks), 'csv'] as const).optional(),
  data: text('file of the data', 4096).optional(),
  target: text('column of the targets', 1000).optional(),
  loss: z
    .string({ error: unless('The loss must be the id of a loss') })
    .max(10_000, 'A loss is named in at most 10000 characters.')
    .optional(),
  lossParams: z
    .custom<unknown>(
      (value) => typeof value !== 'object' || value === null || Object.keys(value).length <= mostLossParams,
      `A loss has at most ${mostLossParams} parameters.`,
    )
    .pipe(
      z.record(z.string(), paramValue, {
        error: unless('The parameters of the loss must be numbers by name'),
      }),
    )
    .meta({ type: 'object', maxProperties: mostLossParams })
    .optional(),
  epochs: wholeNumber('number of epochs', 1, 100_000).optional(),
  lr: learningRate().optional(),
  optimizer: oneOf('optimizer', keysOf(optimizers)).optional(),
  batchSize: wholeNumber('batch size', 1, 8192).optional(),
  model: oneOf('model', keysOf(models)).optional(),
  seed: wholeNumber('seed', 0, Number.MAX_SAFE_INTEGER).optional(),
  everySteps: wholeNumber('number of steps between values', 0, 1_000_000).optional(),
  imbalance: ratio('imbalance', 'a number for each class, such as 100:10:1').optional(),
  classWeights: z
    .union([z.literal('balanced'), ratio('class weights', 'a number for each class')], {
      error: unless('The class weights must be balanced or a number for each class, such as 1,2.5,10'),
    })
    .optional(),
  onNonFinite: oneOf('answer to a loss that is not finite', nonFinitePolicies).optional(),
  predictions: z.boolean({ error: unless('Whether predictions are kept is true or false') }).optional(),
  system: z.boolean({ error: unless('Whether the machine is told of is true or false') }).optional(),
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

export const trainingBody = z.strictObject(shape, {
  error: (issue) => {
    if (issue.code !== 'unrecognized_keys') return 'The options of a training must be an object.'
    return `Unknown option ${shown(issue.keys[0])}: the options are ${Object.keys(shape).join(', ')}.`
  },
})

type Given = z.infer<typeof trainingBody>

/** Lists become texts, as the params of a run hold no lists. */
function flatParams(params: z.infer<typeof shape.lossParams>): Params {
  return Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : value,
    ]),
  )
}

function requireModel(task: Task, model: ModelId): void {
  if (!task.models.includes(model))
    throw new Error(
      `The model ${model} does not suit the task ${task.id}: choose one of ${task.models.join(', ')}.`,
    )
}

function requireSuitable(task: Task, loss: Loss, params: LossParams): void {
  loss.unreducedShape(oneSample(requireFit(task, loss, params)), params)
}

/** `0.7*mse + 0.3*mae` is the loss `combined` with that text as its terms. */
function withoutSum(given: Given): Given {
  if (given.loss === undefined || !isSum(given.loss)) return given
  return { ...given, loss: 'combined', lossParams: { ...given.lossParams, terms: given.loss } }
}

/** A file of one's own is read for whoever sits at the machine: a request must not name files. */
function taskOf(given: Given, loss: Loss | null, material: Material): Task {
  const { data, target } = given
  const id = given.task ?? (data === undefined ? undefined : 'csv')
  if (id === undefined)
    throw new Error(`The task is missing: choose one of ${Object.keys(tasks).join(', ')}, csv.`)
  if (id !== 'csv') {
    if (data !== undefined || target !== undefined)
      throw new Error(
        `The task ${id} has its own data: leave out data and target, or give the task csv instead.`,
      )
    return tasks[id]
  }
  if (!material.table)
    throw new Error(
      'Data of your own is read on the command line only: npm run train -- --data FILE.csv --target COLUMN.',
    )
  if (target === undefined) throw new Error('The column to predict is missing: name it with --target COLUMN.')
  const expects = loss && expectationOf(loss, readParams(loss, flatParams(given.lossParams)))
  return csvTask(material.table, target, expects).task
}

/**
 * Checks the options and fills in the defaults of the task. `task` is needed, or a table in the material; the rest may
 * be left out. Numbers may be texts. A learning rate has no upper limit: a run may fail on purpose.
 * Throws one sentence that says what was seen and what to do; an unknown option is refused by name, and so is `data`
 * without its table.
 */
export function parseTrainingOptions(input: unknown, material: Material = {}): TrainingOptions {
  const parsed = trainingBody.safeParse(input)
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message)
  const given = withoutSum(parsed.data)
  const named = given.loss === undefined ? (material.loss ?? null) : lossNamed(given.loss, material)
  const task = taskOf(given, named, material)
  const loss = named ?? lossOf(task.defaults.loss)
  const model = given.model ?? task.defaults.model
  const lossParams = flatParams(given.lossParams)
  requireSuitable(task, loss, readParams(loss, lossParams))
  requireModel(task, model)
  const optimizer = given.optimizer ?? task.defaults.optimizer
  return {
    task: given.task ?? 'csv',
    data: given.data ?? null,
    target: given.target ?? null,
    loss: loss.id,
    lossParams,
    epochs: given.epochs ?? task.defaults.epochs,
    lr: given.lr ?? task.lr[optimizer],
    optimizer,
    batchSize: given.batchSize ?? task.defaults.batchSize,
    model,
    seed: given.seed ?? 0,
    everySteps: given.everySteps ?? 0,
    imbalance: given.imbalance ?? [],
    classWeights: given.classWeights ?? null,
    onNonFinite: given.onNonFinite ?? 'stop',
    predictions: given.predictions ?? true,
    system: given.system ?? true,
    name: given.name ?? null,
    project: given.project ?? 'default',
    group: given.group ?? null,
    tags: given.tags ?? [],
  }
}
