/**
 * Brings a run's predictions to its server by HTTP. What cannot be delivered waits in a file beside the spool: one
 * line that says for which server it is and what was asked, then the body as it was to be sent.
 */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { limits } from '../limits.ts'
import { makeFolder } from '../make-folder.ts'
import { writeNpy } from '../predictions/npy.ts'
import type { Predictions } from '../predictions/predictions.ts'
import { spoolFolder } from './spool.ts'
import { headOf, type PredictionsHead } from './spool-head.ts'

export type UploadedPredictions = Omit<Predictions, 'outputsHash' | 'targetsHash'>

export type PredictionPost = {
  /** Tries to deliver them. Never rejects; what does not get through is tried again when it is closed. */
  send(predictions: readonly UploadedPredictions[]): Promise<void>
  /**
   * Tries the rest once more where the server is there, else keeps it in files. Tells, in sentences, what was refused
   * or waits.
   */
  close(isServerThere: boolean): Promise<string[]>
}

export type PredictionPostOptions = {
  runId: string
  url?: string | undefined
  token?: string | undefined
  spoolFolder?: string | undefined
}

type Letter = { which: string; search: string; body: Uint8Array }

const answerMs = 20_000

function letterOf(predictions: UploadedPredictions): Letter {
  const { which, step, task, kind, rows, outputWidth, targetWidth, scale, classNames } = predictions
  const search = new URLSearchParams({ which, step: String(step), task, kind })
  for (const name of classNames ?? []) search.append('className', name)
  if (scale) {
    search.set('scaleMean', String(scale.mean))
    search.set('scaleDeviation', String(scale.deviation))
    search.set('scaleUnit', scale.unit)
  }
  const body = Buffer.concat([
    writeNpy([rows, outputWidth], predictions.outputs),
    writeNpy([rows, targetWidth], predictions.targets),
  ])
  return { which, search: search.toString(), body }
}

export function createPredictionPost({ runId, ...options }: PredictionPostOptions): PredictionPost {
  const url = options.url ?? process.env.LOSSGLASS_URL ?? 'http://127.0.0.1:3000'
  const token = (options.token ?? process.env.LOSSGLASS_TOKEN) || undefined
  const said: string[] = []
  let waiting: Letter[] = []

  /** Whether the server has answered for good. */
  async function isDelivered({ which, search, body }: Letter): Promise<boolean> {
    try {
      const address = `${url.replace(/\/+$/, '')}/api/runs/${runId}/predictions?${search}`
      const answer = await fetch(address, {
        method: 'POST',
        body: body as BodyInit,
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(answerMs),
      })
      if (answer.ok) return true
      // A run that is not there yet, a wrong token, or a server in trouble: what it says is not about the predictions.
      if ([401, 403, 404, 429].includes(answer.status) || answer.status >= 500) return false
      const { error } = (await answer.json()) as { error?: { message?: string } }
      said.push(`The predictions of the ${which} epoch are not kept. ${error?.message ?? ''}`.trim())
      return true
    } catch {
      return false
    }
  }

  async function tryAll(): Promise<void> {
    const left: Letter[] = []
    for (const letter of waiting) if (left.length > 0 || !(await isDelivered(letter))) left.push(letter)
    waiting = left
  }

  function keep({ which, search, body }: Letter): void {
    const folder = options.spoolFolder ?? spoolFolder
    const file = join(folder, `${runId}.${randomUUID().slice(0, 8)}.${process.pid}.predictions`)
    try {
      makeFolder(dirname(file), 0o700)
      const head: PredictionsHead = { ...headOf(url), runId, search }
      writeFileSync(file, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]), { mode: 0o600 })
      said.push(`The predictions of the ${which} epoch could not be delivered, and wait in ${file}.`)
    } catch (error) {
      said.push(`The predictions of the ${which} epoch are lost: ${(error as Error).message}.`)
    }
  }

  return {
    async send(predictions) {
      for (const one of predictions) {
        const letter = letterOf(one)
        if (letter.body.length > limits.bytes)
          said.push(
            `The predictions of the ${one.which} epoch are not kept: with their targets they take ${(letter.body.length / 2 ** 20).toFixed(0)} MiB, and ${limits.bytes / 2 ** 20} are taken at once.`,
          )
        else waiting.push(letter)
      }
      await tryAll()
    },
    async close(isServerThere) {
      if (isServerThere) await tryAll()
      for (const letter of waiting) keep(letter)
      waiting = []
      return said
    },
  }
}
