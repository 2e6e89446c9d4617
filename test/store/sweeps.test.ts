import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../lib/run.ts'
import { checkSweep } from '../../lib/sweep/options.ts'
import type { Sweep } from '../../lib/sweep/sweep.ts'
import { noWatches, started } from './points.ts'
import { stores } from './stores.ts'

describe.each(stores)('the %s store', (_kind, open) => {
  it('keeps sweeps by id and by name, and tells how their runs stand', async () => {
    const store = await open()
    const { plan } = checkSweep({ task: 'car-mileage', losses: 'mse,huber(delta=2)' })
    const sweep = (id: string, createdAt: number): Sweep => ({
      ...{ id, name: `of ${id}`, project: 'p', plan, jobs: 2, createdAt, stoppedAt: null },
    })
    await store.writeSweep(sweep('sweep-1', 1.5))
    await store.writeSweep(sweep('sweep-2', 2))
    await store.writeSweep({ ...sweep('sweep-1', 1.5), stoppedAt: 3 })
    expect(await store.listSweeps()).toEqual([
      sweep('sweep-2', 2),
      { ...sweep('sweep-1', 1.5), stoppedAt: 3 },
    ])
    expect(await store.readSweep('sweep-2')).toEqual(sweep('sweep-2', 2))
    expect(await store.readSweep('of sweep-2')).toEqual(sweep('sweep-2', 2))
    await expect(store.writeSweep({ ...sweep('sweep-3', 3), name: 'of sweep-2' })).rejects.toThrow(
      'There is a sweep of sweep-2 already.',
    )
    const asked = { by: 'page', reason: 'r', time: 4 }
    const stop: RunEvent = { type: 'control', runId: 'sweep-2-a', action: 'stop', done: false, ...asked }
    const sent = [started('sweep-2-a'), started('sweep-20'), started('sweep-1-b'), stop]
    await store.append(sent, noWatches)
    expect(await store.listStandings('sweep-2-')).toEqual([
      { id: 'sweep-2-a', status: 'running', stopAsked: asked },
    ])
    await store.deleteSweep('sweep-2')
    expect(await store.readSweep('of sweep-2')).toBeNull()
    expect(await store.readRun('sweep-2-a')).not.toBeNull()
    await store.close()
  })
})
