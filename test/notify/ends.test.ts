import { describe, expect, it, vi } from 'vitest'
import type { EndedStatus, Run, RunEvent } from '../../lib/run.ts'
import { type Ending, endings } from '../../lib/settings/settings.ts'
import { run } from './finding.ts'
import { notifierWith, shelf } from './world.ts'

const all = { ends: endings }
const sweep = 'sweep-0123abcd'
const inSweep = (i: number) => `${sweep}-${String(i).padStart(12, '0')}`

function ended(id: string, status: EndedStatus, time = 0): RunEvent {
  return { type: 'run-ended', runId: id, status, time }
}
const lost = (id: string): RunEvent => ({ type: 'run-lost', runId: id, time: 0 })
const began = (id: string): RunEvent => ({ type: 'run-started', run: { id }, time: 0 })
const heard = (id: string): RunEvent => ({ type: 'points', runId: id, series: [] })

function runThat(id: string, status: Ending | 'running', changes: Partial<Run> = {}): Run {
  const times = { startedAt: 0, endedAt: status === 'running' ? null : 192_000 }
  return {
    ...run,
    id,
    name: `run ${id}`,
    status,
    stopAsked: null,
    pauses: [],
    group: null,
    ...times,
    ...changes,
  }
}

/** A notifier that tells of these ends, over a store with these runs. */
async function toldOf(runs: Run[], ends: readonly Ending[] = endings, status = 200) {
  const stored = { ...shelf(), runs }
  return { stored, ...(await notifierWith({ ends }, status, stored)) }
}

describe('the end of a run', () => {
  it('is told a little later, with how it ended, how long it took and where to look', async () => {
    const { notifier, messages, pass } = await toldOf([runThat('a', 'failed')])
    notifier.committed([ended('a', 'failed')])
    expect(await pass(9_999)).toEqual([])
    expect(await pass(1)).toEqual(['runs-ended run a: failed after 3 m 12 s'])
    expect(messages[0]).toMatchObject({
      text: 'Went on. Project: default.',
      url: 'http://127.0.0.1:3000/runs/a',
      run: { id: 'a', name: 'run a', project: 'default' },
      ended: [{ id: 'a', status: 'failed', headline: 'Went on.', trainedMs: 192_000 }],
      endedInAll: 1,
    })
    expect(await pass(1e6)).toHaveLength(1)
  })

  it.each<[Ending, string]>([
    ['failed', 'failed'],
    ['lost', 'failed'],
  ])('that is %s is told unless it is said otherwise', async (ending) => {
    const { notifier, pass } = await notifierWith({}, 200, { ...shelf(), runs: [runThat('a', ending)] })
    notifier.committed([ending === 'lost' ? lost('a') : ended('a', 'failed')])
    expect(await pass(10_000)).toHaveLength(1)
  })

  it.each<Ending>(['finished', 'stopped'])('that is %s is told to those who want it only', async (ending) => {
    const event = ended('a', ending as EndedStatus)
    const silent = await notifierWith({}, 200, { ...shelf(), runs: [runThat('a', ending)] })
    silent.notifier.committed([event])
    expect(await silent.pass(1e6)).toEqual([])
    const { notifier, pass } = await toldOf([runThat('a', ending)])
    notifier.committed([event])
    expect(await pass(10_000)).toEqual([`runs-ended run a: ${ending} after 3 m 12 s`])
  })

  it.each(['page', 'sweep'])(
    'is not told to who stopped it on its page or with its sweep: %s',
    async (by) => {
      const stopAsked = { by, reason: 'Enough.', time: 1 }
      const { notifier, pass } = await toldOf([runThat('a', 'stopped', { stopAsked })])
      notifier.committed([ended('a', 'stopped')])
      expect(await pass(1e6)).toEqual([])
    },
  )

  it('is told where a policy or an agent stopped it', async () => {
    const stopAsked = { by: 'policy', reason: 'It diverged.', time: 1 }
    const { notifier, pass } = await toldOf([runThat('a', 'stopped', { stopAsked })])
    notifier.committed([ended('a', 'stopped')])
    expect(await pass(10_000)).toHaveLength(1)
  })

  it('is not told of a run that was deleted, goes on, or ended days ago', async () => {
    const { notifier, world, pass } = await toldOf([runThat('a', 'failed'), runThat('b', 'failed')])
    world.now = 48 * 3_600_000
    notifier.committed([ended('a', 'failed', world.now), { type: 'run-deleted', runId: 'a' }])
    notifier.committed([ended('b', 'failed', world.now), began('b')])
    notifier.committed([ended('b', 'failed', 0)])
    expect(await pass(1e6)).toEqual([])
  })
})

describe('a run that is lost', () => {
  it('and is back within seconds was never gone', async () => {
    const { notifier, pass } = await toldOf([runThat('a', 'running')])
    notifier.committed([lost('a')])
    expect(await pass(9_000)).toEqual([])
    notifier.committed([heard('a')])
    expect(await pass(1e6)).toEqual([])
  })

  it('again and again rings once in five minutes, and the last time is not forgotten', async () => {
    const { notifier, stored, pass } = await toldOf([runThat('a', 'lost')])
    notifier.committed([lost('a')])
    expect(await pass(10_000)).toHaveLength(1)
    for (let i = 0; i < 3; i++) {
      notifier.committed([heard('a'), lost('a')])
      expect(await pass(61_000)).toHaveLength(1)
    }
    expect(await pass(200_000)).toHaveLength(2)
    expect(stored.row).toBe('[]')
  })

  it('and then said to be finished is told as finished', async () => {
    const { notifier, pass } = await toldOf([runThat('a', 'finished')])
    notifier.committed([lost('a'), ended('a', 'finished')])
    expect(await pass(10_000)).toEqual(['runs-ended run a: finished after 3 m 12 s'])
  })
})

describe('ends of several runs', () => {
  it('are one message, those that went wrong first', async () => {
    const ids = Array.from({ length: 30 }, (_, i) => `${i}`)
    const runs = ids.map((id) => runThat(id, id === '20' ? 'failed' : 'finished'))
    const { notifier, messages, pass } = await toldOf(runs)
    for (const { id, status } of runs) notifier.committed([ended(id, status as EndedStatus)])
    expect(await pass(10_000)).toEqual(['runs-ended 30 runs ended: 1 failed, 29 finished'])
    const lines = messages[0]?.text.split('\n') ?? []
    expect(lines[0]).toBe('run 20 (default): failed after 3 m 12 s. Went on. http://127.0.0.1:3000/runs/20')
    expect([lines.length, lines.at(-1)]).toEqual([11, 'And 20 others.'])
    expect(messages[0]).toMatchObject({ url: 'http://127.0.0.1:3000/', endedInAll: 30 })
  })

  it('are a message a minute at most, in order', async () => {
    const { notifier, sent, pass } = await toldOf(['a', 'b', 'c'].map((id) => runThat(id, 'failed')))
    notifier.committed([ended('a', 'failed')])
    await pass(10_000)
    notifier.committed([ended('b', 'failed')])
    expect(await pass(30_000)).toHaveLength(1)
    notifier.committed([ended('c', 'failed')])
    await pass(30_000)
    expect(sent.slice(1)).toEqual(['runs-ended 2 runs ended: 2 failed'])
  })

  it('gather while the webhook does not take the one before, and none is lost', async () => {
    const { notifier, sent, world, pass } = await toldOf(
      ['a', 'b', 'c'].map((id) => runThat(id, 'failed')),
      endings,
      503,
    )
    notifier.committed([ended('a', 'failed')])
    await pass(10_000)
    notifier.committed([ended('b', 'failed')])
    await pass(70_000)
    notifier.committed([ended('c', 'failed')])
    world.status = 200
    await pass(70_000)
    await pass(10_000)
    expect(sent.slice(-2)).toEqual([
      'runs-ended run a: failed after 3 m 12 s',
      'runs-ended 2 runs ended: 2 failed',
    ])
  })

  it('wait for the morning in quiet hours', async () => {
    const { notifier, world, pass } = await toldOf(['a', 'b'].map((id) => runThat(id, 'failed')))
    world.settings.notifications = { ...world.settings.notifications, quiet: { from: 590, to: 610 } }
    notifier.committed([ended('a', 'failed')])
    expect(await pass(70_000)).toEqual([])
    notifier.committed([ended('b', 'failed')])
    expect(await pass(70_000)).toEqual([])
    world.minute = 610
    expect(await pass(0)).toEqual(['runs-ended 2 runs ended: 2 failed'])
  })
})

describe('the runs of a sweep', () => {
  const ids = Array.from({ length: 50 }, (_, i) => inSweep(i))

  it('that finish one after another are one message, when the last one has', async () => {
    const runs = ids.map((id) => runThat(id, 'finished', { group: 'rates' }))
    const { notifier, messages, pass } = await toldOf(runs)
    for (const id of ids) {
      notifier.committed([began(id)])
      await pass(100_000)
      notifier.committed([ended(id, 'finished')])
      await pass(5_000)
    }
    expect(await pass(5_000)).toEqual(['runs-ended rates: 50 runs ended: 50 finished'])
    expect(messages[0]?.url).toBe(`http://127.0.0.1:3000/sweeps/${sweep}`)
  })

  it('that fail are told while others go on, also those that went on before the server started', async () => {
    const { notifier, pass } = await toldOf([runThat(inSweep(1), 'failed'), runThat(inSweep(2), 'finished')])
    for (const i of [1, 2, 3]) notifier.remember({ id: inSweep(i) }, [])
    notifier.committed([ended(inSweep(1), 'failed'), ended(inSweep(2), 'finished')])
    expect(await pass(10_000)).toHaveLength(1)
    expect(await pass(1e6)).toHaveLength(1)
    notifier.committed([{ type: 'run-deleted', runId: inSweep(3) }])
    expect(await pass(70_000)).toHaveLength(2)
  })
})

describe('ends that wait when the server stops', () => {
  it('are told by the next one, unless their run goes on by then', async () => {
    const { notifier, stored } = await toldOf(['a', 'b'].map((id) => runThat(id, 'failed')))
    notifier.committed([ended('a', 'failed'), ended('b', 'failed')])
    await notifier.close()
    stored.runs = [runThat('a', 'failed'), runThat('b', 'running')]
    const after = await notifierWith(all, 200, stored)
    expect(await after.pass(10_000)).toEqual(['runs-ended run a: failed after 3 m 12 s'])
    await after.notifier.close()
    expect(stored.row).toBe('[]')
  })

  it('are told again by the next one where the webhook was down', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { notifier, stored, pass } = await toldOf([runThat('a', 'failed')], endings, 503)
    notifier.committed([ended('a', 'failed')])
    await pass(10_000)
    await notifier.close()
    expect(await (await notifierWith(all, 200, stored)).pass(10_000)).toHaveLength(1)
    expect(printed).not.toHaveBeenCalled()
    printed.mockRestore()
  })
})
