/** What crosses a boundary from outside: events and queries, parsed with zod, limits stated. Faults become one sentence. */

import { createHash } from 'node:crypto'
import { z } from 'zod'
import { limits } from './limits.ts'
import { numberFromSource } from './number.ts'
import { parse } from './parse.ts'
import { shown } from './refusal.ts'
import type { RunEvent } from './run.ts'
import {
  annotationId,
  annotationText,
  consoleLine,
  library,
  name,
  named,
  runId,
  stepOrNull,
  tags,
  text,
  time,
  wholeNumber,
} from './schema-parts.ts'
import type { Columns } from './series.ts'
import { faultOfTime, isTime } from './time.ts'

const params = named(
  limits.params,
  'parameters',
  z.union([text, z.number(), z.boolean()], 'A parameter is a text, a finite number, true or false.'),
).meta({ additionalProperties: { type: ['string', 'number', 'boolean'], maxLength: limits.text } })

/** A column: numbers and the names of non-finite ones, or the bytes of float64 numbers. */
const column = z
  .unknown()
  .transform((input, context): Float64Array => {
    if (ArrayBuffer.isView(input) || input instanceof ArrayBuffer) {
      const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(input) ? input : new Uint8Array(input)
      if (byteLength % 8 === 0)
        return new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer)
      context.addIssue({ code: 'custom', message: `${byteLength} bytes are no column of float64 numbers.` })
      return z.NEVER
    }
    if (!Array.isArray(input)) {
      context.addIssue({ code: 'custom', message: 'A column is an array of numbers.' })
      return z.NEVER
    }
    if (input.length > limits.points) return new Float64Array(input.length)
    const numbers = new Float64Array(input.length)
    for (let i = 0; i < input.length; i++) {
      const number = numberFromSource(input[i])
      if (number === undefined) {
        const message = `${shown(input[i])} is no number; write "NaN", "Infinity" or "-Infinity" for those.`
        context.addIssue({ code: 'custom', message, path: [i] })
        return z.NEVER
      }
      numbers[i] = number
    }
    return numbers
  })
  .meta({
    description: 'Numbers; those that JSON cannot say by their names: "NaN", "Infinity", "-Infinity", "-0".',
    type: 'array',
    maxItems: limits.points,
    items: { type: ['number', 'string'] },
  })

type SentColumns = Omit<Columns, 'times'> & { times?: Float64Array | undefined }

function faultOf({
  steps,
  values,
  times,
}: SentColumns): { message: string; path: (string | number)[] } | null {
  const timed = times?.length ?? steps.length
  if (steps.length !== values.length || timed !== steps.length)
    return {
      message: `Columns have equal lengths, not ${steps.length} steps, ${values.length} values, ${timed} times.`,
      path: ['values'],
    }
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] as number
    if (!Number.isSafeInteger(step) || step < 0) return { message: faultOfStep(step), path: ['steps', i] }
    const time = times?.[i]
    if (time !== undefined && !isTime(time)) return { message: faultOfTime(time), path: ['times', i] }
  }
  return null
}

function faultOfStep(step: number): string {
  const fault = `A step is a whole number from 0 to 2^53 - 1, not ${step}`
  const isPart = step > 0 && Number.isFinite(step) && !Number.isInteger(step)
  return isPart
    ? `${fault}: send optimizer steps, and say how many an epoch has as stepsPerEpoch.`
    : `${fault}.`
}

const seriesColumns = z
  .strictObject({ name, steps: column, values: column, times: column.optional() })
  .transform((columns, context) => {
    const fault = faultOf(columns)
    if (fault) context.addIssue({ code: 'custom', ...fault })
    return columns
  })

const description = z.strictObject({
  id: runId,
  name: name.exactOptional(),
  project: name.exactOptional(),
  group: name.nullable().exactOptional(),
  tags: tags.exactOptional(),
  seed: z.number().nullable().exactOptional(),
  source: name.exactOptional(),
  params: params.exactOptional(),
  loss: z
    .object({ id: name, params: params.default({}), dialect: library.nullable().exactOptional() })
    // Null says as much as nothing: no library.
    .transform(({ dialect, ...loss }) => (dialect ? { ...loss, dialect } : loss))
    .nullable()
    .exactOptional(),
  plannedSteps: wholeNumber.nullable().exactOptional(),
  stepsPerEpoch: wholeNumber.min(1).nullable().exactOptional(),
  environment: named(limits.environment, 'facts of the environment', text)
    .meta({ additionalProperties: { type: 'string', maxLength: limits.text } })
    .exactOptional(),
  notes: text.exactOptional(),
  mainMetric: name.nullable().exactOptional(),
  directions: named(limits.params, 'directions', z.enum(['higher', 'lower']))
    .meta({ additionalProperties: { enum: ['higher', 'lower'] } })
    .exactOptional(),
})

/** An event that a source may send. Made once: to make a schema takes longer than to parse with it. */
export const sentEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('run-started'), run: description, time: time.optional() }),
  z.strictObject({
    type: z.literal('points'),
    runId,
    series: z
      .array(seriesColumns)
      .max(limits.series)
      .refine(
        (series) => series.reduce((sum, { steps }) => sum + steps.length, 0) <= limits.points,
        `An event holds at most ${limits.points} points; send more events.`,
      ),
  }),
  z.strictObject({
    type: z.literal('control'),
    runId,
    action: z.enum(['stop', 'pause', 'resume']),
    by: name,
    time: time.optional(),
    done: z.literal(true),
  }),
  z.strictObject({
    type: z.literal('run-ended'),
    runId,
    status: z.enum(['finished', 'failed', 'stopped']),
    reason: text.exactOptional(),
    time: time.optional(),
  }),
  z.strictObject({
    type: z.literal('annotation'),
    runId,
    id: annotationId
      .optional()
      .meta({ description: 'Sent again under the same id it is the same annotation.' }),
    text: annotationText,
    step: stepOrNull.default(null),
    time: time.optional(),
    author: z.literal('program').default('program'),
  }),
  z.strictObject({
    type: z.literal('console'),
    runId,
    lines: z.array(consoleLine).max(limits.consoleLines),
    from: z.strictObject({ stream: runId, first: wholeNumber }).nullable().default(null).meta({
      description:
        'Which process printed them, by an id of its making, and which of its lines is the first: sent again they are the same lines.',
    }),
  }),
])

/** The event with this moment for each time that was left out. */
function timed(event: z.output<typeof sentEvent>, now: number): RunEvent {
  if (event.type === 'console') return event
  if (event.type === 'annotation')
    return { ...event, id: event.id ?? annotationIdOf(event), time: event.time ?? now }
  if (event.type !== 'points') return { ...event, time: event.time ?? now } as RunEvent
  const series = event.series.map(({ times, ...rest }) => ({
    ...rest,
    times: times ?? new Float64Array(rest.steps.length).fill(now),
  }))
  return { ...event, series }
}

/** Of what was sent, so that the same event sent twice is one annotation. */
function annotationIdOf({
  text,
  step,
  time,
}: {
  text: string
  step: number | null
  time?: number | undefined
}) {
  return createHash('sha256')
    .update(JSON.stringify([text, step, time]))
    .digest('hex')
    .slice(0, 32)
}

const manyEvents = z
  .array(z.unknown())
  .max(limits.events, `A message holds at most ${limits.events} events; send more messages.`)

/** The events that a source sent. Throws a refusal with the place of the first fault. */
export function parseEvents(input: unknown, now: number): RunEvent[] {
  return [...eventsIn(input, now)]
}

/** The same one by one: between two of them others may have their turn. */
export function* eventsIn(input: unknown, now: number): Generator<RunEvent> {
  for (const [i, sent] of parse(manyEvents, input, ['events']).entries())
    yield timed(parse(sentEvent, sent, ['events', i]), now)
}
