import { beforeEach, describe, expect, it } from 'vitest'
import { POST as beat } from '../../app/api/sweeps/[id]/beat/route.ts'
import { POST as control } from '../../app/api/sweeps/[id]/control/route.ts'
import { DELETE, GET as readOne } from '../../app/api/sweeps/[id]/route.ts'
import { POST as addSeeds } from '../../app/api/sweeps/[id]/seeds/route.ts'
import { GET as list, POST as start } from '../../app/api/sweeps/route.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import type { Cell } from '../../lib/sweep/cell.ts'
import { at, expectError, get, read, send, serveApi } from './serving.ts'

const sweep = { task: 'car-mileage', losses: 'mse,mae', seeds: 2, name: 'mine', holder: 'elsewhere 1' }
const mine = at({ id: 'mine' })
beforeEach(() => void serveApi())
const begin = (more: object = {}) => read(start(send({ ...sweep, ...more })))
const state = async () => (await read(readOne(get(''), mine))).body.state

describe('a sweep that a terminal trains', () => {
  it('goes on while it says so, and is interrupted or stopped after', async () => {
    const { status, body } = await begin()
    expect(status).toBe(201)
    expect(body).toMatchObject({ isNew: true, sweep: { name: 'mine', plan: { seeds: [0, 1] } } })
    expect(await state()).toBe('going-on')
    expect((await read(beat(send({ holder: 'elsewhere 1', isOver: true }), mine))).body).toEqual({
      stop: false,
    })
    expect(await state()).toBe('interrupted')
    expect((await read(control(send({ action: 'go-on', holder: 'elsewhere 2' }), mine))).status).toBe(202)
    expect((await read(control(send({ action: 'stop' }), mine))).status).toBe(202)
    expect(await state()).toBe('stopping')
    expect((await read(beat(send({ holder: 'elsewhere 2', isOver: true }), mine))).body).toEqual({
      stop: true,
    })
    expect(await state()).toBe('stopped')
    const { sweeps } = (await read(list())).body
    expect(sweeps).toMatchObject([{ state: 'stopped', tally: { all: 4, waiting: 4 } }])
  })

  it('is not trained twice at a time', async () => {
    await begin()
    for (const other of [{ action: 'go-on' }, { action: 'go-on', holder: 'elsewhere 2' }])
      expectError(await read(control(send(other), mine)), 409, 'conflict')
    expectError(await begin({ holder: 'elsewhere 2' }), 409, 'conflict')
    expectError(await read(addSeeds(send({ seeds: 9 }), mine)), 409, 'conflict')
    expectError(await read(DELETE(get(''), mine)), 409, 'conflict')
  })

  it('goes on by the same options, with more seeds where there are more, and not by others', async () => {
    const { body } = await begin()
    const again = await begin({ seeds: '1,5' })
    expect(again.body).toMatchObject({
      isNew: false,
      sweep: { id: body.sweep.id, plan: { seeds: [0, 1, 5] } },
    })
    for (const other of [{ epochs: 3 }, { losses: 'mse' }, { lr: 0.5 }, { project: 'other' }]) {
      const refused = await begin(other)
      expectError(refused, 409, 'conflict')
      expect(refused.body.error.message).toContain('There is a sweep mine already, with other settings')
    }
  })

  it('has more seeds once they are added, and is gone once it is removed', async () => {
    await begin()
    await read(beat(send({ holder: 'elsewhere 1', isOver: true }), mine))
    const { body } = await read(addSeeds(send({ seeds: 4 }), mine))
    expect(body.sweep.plan.seeds).toEqual([0, 1, 2, 3])
    expectError(await read(addSeeds(send({ seeds: 1000 }), mine)), 422, 'invalid')
    expect((await read(DELETE(get(''), mine))).status).toBe(204)
    expectError(await read(readOne(get(''), mine)), 404, 'not-found')
  })

  it('stays with the terminal where it has data of its own', async () => {
    const own = { task: 'csv', data: 'mine.csv', target: 'y', lr: 0.1, epochs: 1, batchSize: 8, model: 'mlp' }
    const { status } = await begin({ ...own, optimizer: 'adam' })
    expect(status).toBe(201)
    await read(beat(send({ holder: 'elsewhere 1', isOver: true }), mine))
    const refused = await read(control(send({ action: 'go-on' }), mine))
    expectError(refused, 409, 'conflict')
    expect(refused.body.error.message).toContain('it goes on in a terminal: npm run sweep -- --resume sweep-')
  })
})

it('a sweep that is stopped through another server begins no more trainings', async () => {
  const store = createMemoryStore()
  serveApi({ ...store, writeSweep: (written) => store.writeSweep({ ...written, stoppedAt: 1 }) })
  expect((await read(start(send({ ...sweep, holder: undefined })))).status).toBe(201)
  await expect.poll(state).toBe('stopped')
  expect((await read(readOne(get(''), mine))).body.trainings.map(({ status }: Cell) => status)).toEqual(
    Array(4).fill(null),
  )
})

it('what is no sweep, or no call of one, is refused in a sentence', async () => {
  expectError(await read(start(send({ task: 'car-mileage', losses: 'mse,mea' }))), 422, 'invalid')
  expectError(await read(start(send({ task: 'car-mileage', losses: './mine.ts' }))), 422, 'invalid')
  expectError(await read(start(send('no JSON'))), 400, 'malformed')
  await begin()
  expectError(await read(control(send({ action: 'pause' }), mine)), 422, 'invalid')
  expectError(await read(beat(send({}), mine)), 422, 'invalid')
  expectError(await read(control(send({ action: 'stop' }), at({ id: 'nobody' }))), 404, 'not-found')
})
