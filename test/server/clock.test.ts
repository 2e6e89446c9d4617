import { expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { createRecorder } from '../../lib/recorder/recorder.ts'
import { createClock } from '../../lib/server/clock.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { points, started } from '../store/points.ts'

const hour = 3_600_000

function machine() {
  const at = { wall: 1e12, steady: 0 }
  const pass = (ms: number) => {
    at.wall += ms
    at.steady += ms
  }
  return { at, pass, clocks: { wall: () => at.wall, steady: () => at.steady } }
}

it('a clock tells of a leap before it tells the time, once, and not of time that passes', () => {
  const { at, pass, clocks } = machine()
  const leaps: number[] = []
  const now = createClock((ms) => leaps.push(ms), clocks)
  pass(5 * hour)
  now()
  at.wall += hour
  expect(now()).toBe(at.wall)
  now()
  at.wall -= 48 * hour
  now()
  expect(leaps).toEqual([hour, -48 * hour])
})

it.each([-48, -1, 1, 48])(
  'a run that logs is not silent when the clock is set by %d hours',
  async (hours) => {
    const { at, pass, clocks } = machine()
    const now = createClock((ms) => recorder.clockMoved(ms), clocks)
    const store = createMemoryStore()
    const recorder = createRecorder({
      store,
      factsOf: () => noFacts,
      publish() {},
      now,
      isConnected: () => false,
    })
    await recorder.record([started('a')])
    for (let step = 0; step < 12; step++) {
      // It is set between two values, and looked at after the second.
      if (step === 6) at.wall += hours * hour
      await recorder.record([points('a', 'train/loss', [step], [1 / (step + 1)])])
      pass(1000)
    }
    await recorder.watchSilence()
    const record = await store.readRun('a')
    expect(record?.run.status).toBe('running')
    expect(record?.findings).toEqual([])
    pass(60_000)
    await recorder.watchSilence()
    expect((await store.readRun('a'))?.findings.map(({ code }) => code)).toEqual(['stalled'])
  },
)
