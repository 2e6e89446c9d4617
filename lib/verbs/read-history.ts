/** `read_history`: what happened to a run, and what people and agents noted of it. */
import { z } from 'zod'
import { step } from '../http/answer-parts.ts'
import { namedRun } from './named-run.ts'
import { count, leftOut, more, page, run } from './parts.ts'
import { verb } from './verb.ts'

const entry = z.looseObject({ time: z.number(), step: step.nullable(), kind: z.string(), text: z.string() })

export const readHistory = verb({
  name: 'read_history',
  command: 'history',
  places: ['run'],
  title: 'What happened to a run, and the notes on it',
  description:
    'Reads what happened to one run, newest first: started, paused, resumed, stopped and by whom, findings, notes, its end.',
  input: z.strictObject({ run, limit: count(200, 30).describe('The newest so many.') }),
  output: z.strictObject({ run: z.string(), history: z.array(entry), left_out: leftOut, page }),
  isReadOnly: true,
  async run({ run: named, limit }, { store, ownCall, address }) {
    const { run } = await namedRun(store, named)
    const path = `/runs/${encodeURIComponent(run.id)}`
    const { history } = (await ownCall('GET', `/api${path}/history`)) as { history: z.infer<typeof entry>[] }
    return {
      run: run.id,
      history: history.slice(0, limit),
      left_out: more(history.length - limit, 'event', 'earlier ones, with a higher limit.'),
      page: `${address}${path}`,
    }
  },
})
