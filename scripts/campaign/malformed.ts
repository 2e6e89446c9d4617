/**
 * Malformed messages by every way in: each is refused in a sentence, the server lives, and a healthy run beside them
 * is untouched.
 */
import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import fc from 'fast-check'
import { io } from 'socket.io-client'
import { pageNamespace, sourceNamespace } from '../../lib/live/events.ts'
import { serve } from '../served.ts'
import { type Junk, junk } from './junk.ts'
import { check, type Entry } from './ledger.ts'
import { startPoster } from './poster.ts'

const atOnce = 20
const drawnAtOnce = 2000
const answerMs = 20_000

type Tally = { refused: number; taken: number; unanswered: number; failed: Map<string, number> }

function sayHttp(url: string, agent: Agent, { method, path, body }: Extract<Junk, { way: 'http' }>) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const length = Buffer.byteLength(body ?? '')
    const headers = { 'content-type': 'application/json', ...(body !== null && { 'content-length': length }) }
    const call = request(url + path, { method, headers, agent, timeout: answerMs })
    call.on('error', reject).on('timeout', () => call.destroy(new Error('no answer')))
    call.on('response', async (response) => {
      let text = ''
      try {
        for await (const chunk of response) text += chunk
        resolve({ status: response.statusCode ?? 0, text })
      } catch (error) {
        reject(error)
      }
    })
    call.end(body ?? undefined)
  })
}

/** What is wrong with an answer; null where nothing is. */
function faultOf({ status, text }: { status: number; text: string }): string | null {
  if (status >= 500) return `answered ${status}: ${text.slice(0, 200)}`
  if (/\n\s+at .+:\d+/.test(text)) return `told its stack: ${text.slice(0, 200)}`
  if (status >= 400 && !/[a-z]{2}/i.test(text)) return `refused with ${status} and no sentence`
  return null
}

/** A connection at a time: some messages end it, as they may. */
function openSocket(url: string, namespace: string) {
  return io(`${url}${namespace}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 10,
    reconnectionDelayMax: 50,
  })
}

/** Text in frames of its own making, over a connection that is true but for that. */
function sayFrame(url: string, text: string): Promise<void> {
  const { hostname, port } = new URL(url)
  const headers = {
    ...{ connection: 'Upgrade', upgrade: 'websocket' },
    ...{ 'sec-websocket-version': '13', 'sec-websocket-key': randomBytes(16).toString('base64') },
  }
  const call = request({
    hostname,
    port,
    path: '/socket.io/?EIO=4&transport=websocket',
    headers,
    agent: false,
  })
  return new Promise((resolve) => {
    call.on('error', () => resolve()).on('response', () => call.destroy())
    call.on('close', resolve)
    call.on('upgrade', (_response, socket) => {
      socket.on('close', () => resolve()).on('error', () => socket.destroy())
      for (const sent of [`40/source,${text}`, `42${text}`, `4${text}`, text]) socket.write(frameOf(sent))
      socket.write(text)
      setTimeout(() => socket.destroy(), 20)
    })
    call.end()
  })
}

/** A masked text frame; its mask is 0. */
function frameOf(text: string): Buffer {
  const bytes = Buffer.from(text).subarray(0, 125)
  return Buffer.concat([Buffer.from([0x81, 0x80 | bytes.length, 0, 0, 0, 0]), bytes])
}

export async function campaignMalformed(args: readonly string[]): Promise<string[]> {
  const [count = 100_000, seed = 1] = args.map(Number)
  const server = await serve()
  const { url } = server
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const source = openSocket(url, sourceNamespace)
  const page = openSocket(url, pageNamespace)
  const tally: Tally = { refused: 0, taken: 0, unanswered: 0, failed: new Map() }
  const failed = (fault: string) => tally.failed.set(fault, (tally.failed.get(fault) ?? 0) + 1)

  async function sayHttpAndJudge(message: Extract<Junk, { way: 'http' }>): Promise<void> {
    const answer = await sayHttp(url, agent, message)
    const fault = faultOf(answer)
    if (fault) failed(`${message.method} ${message.path.split('?')[0]} ${fault}`)
    if (answer.status >= 400) tally.refused++
    else tally.taken++
  }

  async function saySocket({ event, data }: Extract<Junk, { way: 'socket' }>): Promise<void> {
    if (event === 'nothing') source.emit(event, data)
    else {
      const answer = await (event === 'watch' ? page : source).timeout(2000).emitWithAck(event, data)
      if (event === 'watch' || !answer.ok) tally.refused++
      else tally.taken++
    }
  }

  async function say(message: Junk): Promise<void> {
    try {
      if (message.way === 'http') await sayHttpAndJudge(message)
      else if (message.way === 'socket') await saySocket(message)
      else await sayFrame(url, message.text)
    } catch (error) {
      if (message.way !== 'socket') failed(`${message.way}: ${(error as Error).message}`)
      tally.unanswered++
    }
  }

  const ledger = new Map<string, Entry>()
  const healthy = startPoster(url, 'healthy', ledger, 100)
  try {
    const memory: number[] = []
    for (let said = 0; said < count; said += drawnAtOnce) {
      const drawn = fc.sample(junk, { numRuns: Math.min(drawnAtOnce, count - said), seed: seed + said })
      let next = 0
      const one = async () => {
        while (next < drawn.length) await say(drawn[next++] as Junk)
      }
      await Promise.all(Array.from({ length: atOnce }, one))
      memory.push(server.memoryMb())
    }
    await healthy.stop()
    let harmed = 0
    for (const [id, entry] of ledger) {
      const { lost, twice, wrong, findingsTwice } = await check(url, id, entry)
      harmed += lost + twice + wrong + findingsTwice
    }
    const tenth = memory[Math.floor(memory.length / 10)] ?? 0
    return [
      `${count.toLocaleString('en')} messages: ${tally.refused} refused in a sentence, ${tally.taken} still understood, ${tally.unanswered} without an answer (their connection ended), ${[...tally.failed.values()].reduce((sum, times) => sum + times, 0)} answered wrongly; of ${ledger.size} runs beside them ${harmed} values harmed; memory ${Math.round(tenth)} MB after a tenth, ${Math.round(memory.at(-1) ?? 0)} at the end`,
      ...[...tally.failed].slice(0, 20).map(([fault, times]) => `${times} × ${fault}`),
    ]
  } finally {
    source.disconnect()
    page.disconnect()
    agent.destroy()
    await server.close()
  }
}
