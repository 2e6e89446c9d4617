/** `stop_run`: asks the program of a run to stop, and says why. */
import { z } from 'zod'
import { Refusal, shown } from '../refusal.ts'
import { isEnded, runStatuses } from '../run.ts'
import { namedRun } from './named-run.ts'
import { page, run, whole } from './parts.ts'
import { verb } from './verb.ts'

export const stopRun = verb({
  name: 'stop_run',
  command: 'stop',
  places: ['run'],
  title: 'Asks the program of a run to stop',
  description:
    'Asks the program that trains a run to stop. The reason is kept with the run and shown to people. The program ends by itself shortly after: describe_run tells.',
  input: z.strictObject({
    run,
    reason: whole(z.string().trim().min(1).max(500)).describe('Why, in a sentence for people.'),
  }),
  output: z.strictObject({
    ...{ run: z.string(), name: z.string(), status: z.enum(runStatuses) },
    asked: z.literal(true).describe('It was asked; it has not stopped yet.'),
    page,
  }),
  isReadOnly: false,
  async run({ run: named, reason }, { store, recorder, sources, now, by, address }) {
    const { run } = await namedRun(store, named)
    if (isEnded(run))
      throw new Refusal('conflict', `The run ${shown(run.id)} has ended: it is ${run.status}.`)
    await sources.assertStoppable(run)
    await recorder.record([
      { type: 'control', runId: run.id, action: 'stop', by, reason, time: now(), done: false },
    ])
    const page = `${address}/runs/${encodeURIComponent(run.id)}`
    return { run: run.id, name: run.name, status: run.status, asked: true, page }
  },
})
