/** `annotate_run`: a note on a run, or on a step of its curves. */
import { z } from 'zod'
import { step } from '../http/answer-parts.ts'
import { namedRun } from './named-run.ts'
import { page, run, whole } from './parts.ts'
import { verb } from './verb.ts'

const kept = z.looseObject({ id: z.union([z.string(), z.number()]), step: step.nullable(), text: z.string() })

export const annotateRun = verb({
  name: 'annotate_run',
  command: 'note',
  places: ['run', 'text'],
  title: 'Notes something on a run, or on a step of its curves',
  description: 'Notes a sentence on a run, or on one step of its curves, where people and agents see it.',
  input: z.strictObject({
    run,
    text: whole(z.string().trim().min(1).max(1000)),
    step: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  }),
  output: z.strictObject({ run: z.string(), annotation: kept, page }),
  isReadOnly: false,
  async run({ run: named, text, step }, { store, ownCall, address }) {
    const { run } = await namedRun(store, named)
    const path = `/runs/${encodeURIComponent(run.id)}`
    const body = { text, ...(step !== undefined && { step }) }
    const { annotation } = (await ownCall('POST', `/api${path}/annotations`, body)) as {
      annotation: z.infer<typeof kept>
    }
    return { run: run.id, annotation, page: `${address}${path}` }
  },
})
