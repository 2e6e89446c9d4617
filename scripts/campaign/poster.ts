/** A program that logs by HTTP alone: one run after the other, each message until it is acknowledged. */
import { request } from 'node:http'
import { numberToJson } from '../../lib/number.ts'
import type { Entry } from './ledger.ts'
import { seriesOfRun, stepsOfRun, valuesAt } from './values.ts'

const stepsOfMessage = 5
const answerMs = 15_000

export type Poster = {
  /** When the last acknowledgement came. */
  acknowledgedAt(): number
  /** Ends after the message under way. */
  stop(): Promise<void>
}

/** Over a connection of its own each time, so that every server gets some of each run. */
export function post(url: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    const call = request(`${url}/api/ingest`, { method: 'POST', headers, agent: false, timeout: answerMs })
    call.on('error', reject)
    call.on('timeout', () => call.destroy(new Error('no answer')))
    call.on('response', (response) => {
      response.resume()
      response.on('error', reject).on('end', () => resolve(response.statusCode ?? 0))
    })
    call.end(body)
  })
}

function bodyOf(runId: string, from: number, to: number): string {
  const steps = Array.from({ length: to - from }, (_, i) => from + i)
  const series = seriesOfRun.map(
    (name) =>
      `{"name":"${name}","steps":[${steps}],"values":[${steps.map((step) => numberToJson(valuesAt(step)[name]))}]}`,
  )
  const events = [`{"type":"points","runId":"${runId}","series":[${series}]}`]
  if (from === 0) events.unshift(`{"type":"run-started","run":{"id":"${runId}","source":"poster"}}`)
  if (to === stepsOfRun) events.push(`{"type":"run-ended","runId":"${runId}","status":"finished"}`)
  return `{"events":[${events}]}`
}

export function startPoster(url: string, name: string, ledger: Map<string, Entry>, pauseMs: number): Poster {
  let isStopped = false
  let acknowledgedAt = Date.now()
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

  async function sendUntilTaken(body: string): Promise<void> {
    while (!isStopped) {
      const status = await post(url, body).catch(() => 0)
      if (status === 200) return
      // In trouble servers say 5xx, and the network nothing.
      if (status !== 0 && status < 500) throw new Error(`A message was refused with ${status}: ${body}`)
      await pause(100)
    }
  }

  async function run(): Promise<void> {
    for (let count = 0; !isStopped; count++) {
      const id = `${name}-${count}`
      const entry: Entry = { acknowledged: 0, sent: 0 }
      ledger.set(id, entry)
      for (let from = 0; from < stepsOfRun && !isStopped; from += stepsOfMessage) {
        entry.sent = from + stepsOfMessage
        await sendUntilTaken(bodyOf(id, from, entry.sent))
        if (isStopped) return
        entry.acknowledged = entry.sent
        acknowledgedAt = Date.now()
        await pause(pauseMs)
      }
    }
  }
  const running = run()
  running.catch(() => {})
  return {
    acknowledgedAt: () => acknowledgedAt,
    async stop() {
      isStopped = true
      await running
    },
  }
}
