/** Many pages on many live runs, some of which never read: how late a value is for the others, and what the server holds. */
import { Worker } from 'node:worker_threads'
import { quantile } from '../bench/quantile.ts'
import { serve } from '../served.ts'
import { openSource, type Source } from './source.ts'

const runs = 50
const pointsPerSecond = 10
const neverReading = 20
const seconds = 30

/** Pages in a thread of their own, which count what comes late: each value is when it was sent. */
const pages = `
const { parentPort, workerData } = require('node:worker_threads')
const { io } = require('socket.io-client')
const { url, namespace, count, mute, runs } = workerData
const late = []
let behind = 0, dropped = 0, ready = 0
for (let i = 0; i < count; i++) {
  const socket = io(url + namespace, { transports: ['websocket'], forceNew: true, reconnection: i >= mute })
  socket.on('connect', () => socket.emit('watch', { run: 'live-' + (i % runs) }, () => {
    if (i < mute) socket.io.engine.transport.ws._socket.pause()
    if (++ready === count) parentPort.postMessage('ready')
  }))
  socket.on('behind', () => behind++)
  socket.on('disconnect', () => dropped++)
  socket.on('events', (_of, events, answer) => {
    for (const event of events)
      for (const { values } of event.series ?? []) for (const value of values) late.push(Date.now() - value)
    answer()
  })
}
parentPort.on('message', (what) => {
  if (what === 'begin') return late.splice(0)
  parentPort.postMessage({ late: Float64Array.from(late), behind, dropped })
})
`

type Told = { late: Float64Array; behind: number; dropped: number }

export async function campaignViewers(args: readonly string[]): Promise<string[]> {
  const [count = 1000] = args.map(Number)
  const server = await serve()
  const workerData = { url: server.url, namespace: '/page', count, mute: Math.min(neverReading, count), runs }
  const viewers = new Worker(pages, { eval: true, workerData })
  const next = <T>() => new Promise<T>((resolve) => viewers.once('message', resolve))
  const ready = next()
  try {
    const sources: Source[] = []
    for (let i = 0; i < runs; i++) {
      const source = await openSource(server.url)
      await source.send({ type: 'run-started', run: { id: `live-${i}` }, time: Date.now() })
      sources.push(source)
    }
    await ready
    const before = server.memoryMb()
    viewers.postMessage('begin')
    const until = performance.now() + 1000 * seconds
    await Promise.all(sources.map((source, i) => log(source, i, until)))
    const after = server.memoryMb()
    viewers.postMessage('tell')
    const { late, behind, dropped } = await next<Told>()
    const each = [...late]
    const expected = (count - workerData.mute) * pointsPerSecond * seconds
    return [
      `${count} pages on ${runs} runs of ${pointsPerSecond} points/s for ${seconds} s, ${workerData.mute} of which never read: ${each.length.toLocaleString('en')} values came (${expected.toLocaleString('en')} at full pace), after ${quantile(each, 0.5)} ms in the median, ${quantile(each, 0.99)} ms at the 99th percentile, ${quantile(each, 1)} ms at most; memory of the server ${Math.round(before)} MB before, ${Math.round(after)} MB after; told to be behind ${behind}, ended ${dropped}`,
    ]
  } finally {
    await viewers.terminate()
    await server.close()
  }
}

async function log(source: Source, run: number, until: number): Promise<void> {
  for (let step = 0; performance.now() < until; step++) {
    const from = performance.now()
    const now = Float64Array.of(Date.now())
    const series = [{ name: 'time/sent', steps: Float64Array.of(step), values: now, times: now }]
    await source.send({ type: 'points', runId: `live-${run}`, series })
    const left = 1000 / pointsPerSecond - (performance.now() - from)
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, left)))
  }
  source.close()
}
