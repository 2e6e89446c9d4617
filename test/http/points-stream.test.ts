import { afterEach, describe, expect, it, vi } from 'vitest'
import { pointsFromJson, pointsToJson } from '../../lib/http/points-json.ts'
import { pointsStream } from '../../lib/http/points-stream.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { noWatches, points, started, trickyValues } from '../store/points.ts'

const textOf = (stream: ReadableStream) => new Response(stream).text()
const steps = Array.from({ length: 25_000 }, (_, i) => 3 * i)

async function filled() {
  const store = createMemoryStore()
  const values = steps.map((_, i) => trickyValues[i % trickyValues.length] as number)
  await store.append(
    [started('a'), points('a', 'val/"loss"', steps, values), points('a', 'lr', [0], [0.1])],
    noWatches,
  )
  return store
}

afterEach(() => void vi.useRealTimers())

describe('every point of a run as a stream', () => {
  it.each([{}, { series: ['lr'] }, { series: ['none'] }, { from: 100, to: 60_000 }, { after: 30_000 }])(
    'says the same as in one piece: %j',
    async (query) => {
      const store = await filled()
      const text = await textOf(pointsStream(store, 'a', query))
      expect(pointsFromJson(JSON.parse(text))).toEqual(
        pointsFromJson(JSON.parse(pointsToJson(await store.readPoints('a', query)))),
      )
    },
  )

  it('reads no further than it is read', async () => {
    const store = await filled()
    const read = vi.spyOn(store, 'readPoints')
    const stream = pointsStream(store, 'a', {})
    for (let i = 0; i < 20; i++) await new Promise(setImmediate)
    expect(read.mock.calls.length).toBeLessThanOrEqual(1)
    await stream.cancel()
  })

  it('is refused while four others are open, and not once they are over or nobody reads them', async () => {
    const store = await filled()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const open = Array.from({ length: 4 }, () => pointsStream(store, 'a', {}))
    expect(() => pointsStream(store, 'a', {})).toThrow('4 answers with every point are being read')
    await open[0]?.cancel()
    await textOf(pointsStream(store, 'a', {}))
    for (let i = 0; i < 20; i++) await new Promise(setImmediate)
    await vi.advanceTimersByTimeAsync(31_000)
    await Promise.all(Array.from({ length: 4 }, () => textOf(pointsStream(store, 'a', {}))))
  })
})
