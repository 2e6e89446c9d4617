import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEndNotices } from '../../app/components/end-notices.ts'
import type { RunEvent, RunStatus } from '../../lib/run.ts'
import { defaultSettings } from '../../lib/settings/settings.ts'

const world = { hidden: true, runs: {} as Record<string, RunStatus>, told: [] as string[] }

beforeEach(() => {
  vi.useFakeTimers()
  Object.assign(world, { hidden: true, runs: {}, told: [] })
  vi.stubGlobal('document', {
    get hidden() {
      return world.hidden
    },
  })
  vi.stubGlobal(
    'Notification',
    class {
      constructor(title: string, { body }: { body: string }) {
        world.told.push(`${title} · ${body}`)
      }
    },
  )
  vi.stubGlobal('fetch', async (address: string) => {
    if (address === '/api/settings') return Response.json({ settings: defaultSettings })
    if (address.startsWith('/api/verbs'))
      return Response.json({ headline: 'The program that trained it is gone.' })
    const id = address.replace('/api/runs/', '')
    const status = world.runs[id]
    if (!status) return new Response(null, { status: 404 })
    const times = { startedAt: 0, endedAt: 192_000, pauses: [], stopAsked: null }
    return Response.json({ run: { id, name: `run ${id}`, project: 'digits', status, ...times } })
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
const lost = (id: string): RunEvent => ({ type: 'run-lost', runId: id, time: 0 })
async function pass(ms: number): Promise<string[]> {
  await vi.advanceTimersByTimeAsync(ms)
  await vi.dynamicImportSettled()
  await vi.advanceTimersByTimeAsync(0)
  return world.told
}

describe('a hidden page', () => {
  it('tells of a run that is lost, with its headline', async () => {
    world.runs = { a: 'lost' }
    createEndNotices().hear([lost('a')])
    expect(await pass(5000)).toEqual([])
    expect(await pass(5000)).toEqual([
      'run a: lost after 3 m 12 s · The program that trained it is gone. Project: digits.',
    ])
    expect(await pass(1e6)).toHaveLength(1)
  })

  it('tells of several that end as one, and only of ends that are wanted', async () => {
    world.runs = { a: 'lost', b: 'failed', c: 'finished' }
    createEndNotices().hear([
      lost('a'),
      { type: 'run-ended', runId: 'b', status: 'failed', time: 0 },
      { type: 'run-ended', runId: 'c', status: 'finished', time: 0 },
    ])
    expect(await pass(10_000)).toEqual(['2 runs ended: 1 failed, 1 lost · run b, run a'])
  })

  it('tells of what ended while there was no connection, and of nothing that ended before the first look', async () => {
    world.runs = { a: 'failed', b: 'running' }
    const notices = createEndNotices()
    await notices.look(['a', 'b'])
    await notices.look(['b'])
    expect(await pass(10_000)).toHaveLength(1)
    notices.forget()
    world.runs = { b: 'failed' }
    await notices.look([])
    expect(await pass(1e6)).toHaveLength(1)
  })
})

describe('a page in front', () => {
  it('tells of nothing: it shows it', async () => {
    world.hidden = false
    world.runs = { a: 'lost' }
    createEndNotices().hear([lost('a')])
    expect(await pass(1e6)).toEqual([])
  })
})
