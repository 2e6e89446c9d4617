/**
 * The calls about models. None is kept: autologging makes one before the training and logs nothing where it cannot,
 * so each is answered as if it were there. To read what is in one is an error, as its files are not kept either.
 */
import { randomUUID } from 'node:crypto'
import { parse } from '../../parse.ts'
import type { Call } from './call.ts'
import * as schema from './schema.ts'

const ofModel = /^logged-models\/(m-[0-9a-f]{32})$/
const ofItsParts = /^logged-models\/m-[0-9a-f]{32}\/(params|tags|tags\/.+)$/

type About = Partial<Record<'experiment_id' | 'name' | 'source_run_id' | 'model_type', string | undefined>>

function answerOf(id: string, about: About, time: number, status: string): object {
  const info = {
    ...{ experiment_id: '0', name: 'model', ...about, model_id: id, status },
    ...{ creation_timestamp_ms: time, last_updated_timestamp_ms: time },
    artifact_uri: `mlflow-artifacts:/models/${id}/artifacts`,
  }
  return { model: { info, data: {} } }
}

/** The call of this name, if it is about models. */
export function modelCall(method: string, name: string, now: () => number): Call | undefined {
  if (method === 'POST' && name === 'logged-models')
    return async (input) => {
      const id = `m-${randomUUID().replaceAll('-', '')}`
      return answerOf(id, parse(schema.modelCreated, input), now(), 'LOGGED_MODEL_PENDING')
    }
  if (method === 'POST' && name === 'logged-models/search') return async () => ({ models: [] })
  const id = ofModel.exec(name)?.[1]
  if (id !== undefined) {
    if (method === 'DELETE') return async () => ({})
    return async () => answerOf(id, {}, now(), 'LOGGED_MODEL_READY')
  }
  return ofItsParts.test(name) && method !== 'GET' ? async () => ({}) : undefined
}
