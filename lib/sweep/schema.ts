/** What calls and commands of sweeps take, parsed with zod, limits stated. */
import { z } from 'zod'
import { cut, shown } from '../refusal.ts'
import { trainingBody } from '../training/options.ts'
import { splitLosses } from './split-losses.ts'
import { mostTrainings } from './sweep.ts'

const mostLosses = 100
const mostJobs = 256
const { loss: _, lossParams: __, lr, seed, group: ___, ...shared } = trainingBody.shape

const lossesError = ({ input }: { input?: unknown }) =>
  `The losses must be a list such as "mse, huber(delta=1)" of at most ${mostLosses}, not ${shown(input)}.`
const texts = z
  .array(z.string().max(10_000, { error: lossesError }), { error: lossesError })
  .min(1, { error: lossesError })
  .max(mostLosses, { error: lossesError })
const losses = z
  .union([z.string().max(100_000).transform(splitLosses).pipe(texts), texts], { error: lossesError })
  .meta({ type: ['string', 'array'], items: { type: 'string' } })

/** One number, or a list, or a text with commas. */
const rateList = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').filter((part) => part.trim()) : value),
  z.union([z.array(lr.unwrap()).min(1).max(mostTrainings), lr.unwrap().transform((rate) => [rate])], {
    error: ({ input }) => `The learning rates must be numbers above 0, not ${shownList(input)}.`,
  }),
)
const rates = z
  .custom<unknown>(() => true)
  .pipe(rateList)
  .meta({ type: ['string', 'number', 'array'], items: { type: 'number' } })

const seedsError = ({ input }: { input?: unknown }) =>
  `The seeds must be a number of them up to ${mostTrainings}, or a list such as 3,4,9, not ${shown(input)}.`
const seedList = z
  .array(seed.unwrap(), { error: seedsError })
  .min(1, { error: seedsError })
  .max(mostTrainings, { error: seedsError })
const seedCount = z
  .int({ error: seedsError })
  .min(1, { error: seedsError })
  .max(mostTrainings, { error: seedsError })
const seeds = z
  .union([seedList, z.string().max(20_000, { error: seedsError }), seedCount], { error: seedsError })
  .meta({ type: ['string', 'integer', 'array'], items: { type: 'integer' } })
/** A terminal that trains a sweep itself has a name of its making, by which the server knows it again. */
const holder = z.string().min(1).max(500)
const jobsError = ({ input }: { input?: unknown }) =>
  `The jobs must be a whole number from 1 to ${mostJobs}, not ${shown(input)}.`
const jobs = z.preprocess(
  (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
  z.int({ error: jobsError }).min(1, { error: jobsError }).max(mostJobs, { error: jobsError }),
)

const shape = {
  ...shared,
  losses,
  lr: rates.optional(),
  seeds: seeds.optional(),
  jobs: jobs.optional(),
  holder: holder.optional().meta({ description: 'Of a terminal that trains it itself.' }),
}

/** The sweep that a request or a command describes: options of a training, with lists of losses, rates and seeds. */
export const sweepBody = z.strictObject(shape, {
  error: (issue) => {
    if (issue.code !== 'unrecognized_keys') return 'The options of a sweep must be an object.'
    return `Unknown option ${shown(issue.keys[0])}: the options are ${Object.keys(shape).join(', ')}.`
  },
})
export const seedsBody = z.strictObject({ seeds })
export const sweepControlBody = z.strictObject({
  action: z.enum(['stop', 'go-on']),
  retryFailed: z.boolean().exactOptional(),
  holder: holder.exactOptional(),
})
export const beatBody = z.strictObject({ holder, isOver: z.boolean().exactOptional() })

function shownList(value: unknown): string {
  return Array.isArray(value) ? JSON.stringify(cut(value.join(','))) : shown(value)
}

export type GivenSweep = z.infer<typeof sweepBody>
export type SweepBody = z.input<typeof sweepBody>
