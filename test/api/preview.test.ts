import { describe, expect, it } from 'vitest'
import { POST } from '../../app/api/settings/preview/route.ts'
import type { Preview } from '../../lib/preview/preview.ts'
import { spikes } from '../detectors/curves.ts'
import { points, started } from '../store/points.ts'
import { expectError, read, send, serveApi } from './serving.ts'

const values = spikes(80, 50)
const steps = values.map((_, row) => row)

describe('a preview', () => {
  it('says what a rule would have said of the newest runs, and changes nothing', async () => {
    const { recorder, settings, store } = serveApi()
    await recorder.record([started('a', { name: 'first' }), points('a', 'train/loss', steps, values)])
    const before = [settings.read(), await store.readRun('a')]
    const { status, body } = await read(POST(send({ code: 'spike', thresholds: { share: 90 } })))
    expect(status).toBe(200)
    const [run] = (body as Preview).runs
    expect(run).toMatchObject({ id: 'a', name: 'first', proposed: [] })
    expect(run?.saved).toEqual([{ series: 'train/loss', step: 50, raisedStep: 51, severity: 'info' }])
    expect([settings.read(), await store.readRun('a')]).toEqual(before)
  })

  it('tries at most fifty runs', async () => {
    const { recorder } = serveApi()
    await recorder.record(Array.from({ length: 60 }, (_, i) => started(`r${i}`)))
    const { body } = await read(POST(send({ code: 'flat', thresholds: {} })))
    expect((body as Preview).runs).toHaveLength(50)
  })

  it('never holds the server for long', async () => {
    const { recorder } = serveApi()
    const long = Array.from({ length: 60_000 }, (_, i) => 1 + 1 / (1 + i))
    await recorder.record([
      started('a'),
      points(
        'a',
        'train/loss',
        long.map((_, i) => i),
        long,
      ),
    ])
    const turns: number[] = []
    const timer = setInterval(() => turns.push(performance.now()), 1)
    await POST(send({ code: 'spike', thresholds: { share: 1 } }))
    clearInterval(timer)
    const longest = Math.max(...turns.slice(1).map((at, i) => at - (turns[i] as number)))
    expect(turns.length).toBeGreaterThan(5)
    // Far above what it takes, since tests run beside others.
    expect(longest).toBeLessThan(250)
  })

  it.each<[string, unknown, string]>([
    ['a rule that is none', { code: 'moon', thresholds: {} }, 'There is no rule "moon"'],
    ['a threshold out of its range', { code: 'spike', thresholds: { share: 1e9 } }, 'from 0.1 to 100'],
    ['a threshold that it does not have', { code: 'spike', thresholds: { drop: 1 } }, 'sigmas, share'],
    ['a threshold that is no number', { code: 'spike', thresholds: { share: 'x' } }, 'is a number'],
    ['a body without thresholds', { code: 'spike' }, 'thresholds'],
  ])('refuses %s', async (_what, body, words) => {
    serveApi()
    const answer = await read(POST(send(body)))
    expectError(answer, 422, 'invalid')
    expect(answer.body.error.message).toContain(words)
  })
})
