/** Servers and what they stand on are killed while programs log: the short form of `npm run campaign -- kills`. */
import { afterEach, expect, it, vi } from 'vitest'
import { strike } from '../../scripts/campaign/strike.ts'
import { createDatabase, startPostgresql } from '../../scripts/services/postgresql.ts'
import { startRedis } from '../../scripts/services/redis.ts'
import { closeAll, json, openSource, serve, storedIn } from './serving.ts'

afterEach(closeAll)

it('what two servers acknowledged is there once, and told once, whatever of them is killed', async () => {
  const server = 'server killed'
  const plan = [server, 'PostgreSQL killed', server, 'Redis killed', server] as const
  const { points, findings, refused, worstRecoveryMs, toldTwice, ...faults } = await strike(
    'postgresql',
    plan,
    1,
  )
  expect(faults).toMatchObject({ lost: 0, twice: 0, wrong: 0, findingsTwice: 0, neverTold: 0 })
  expect(refused).toBe(0)
  expect(points).toBeGreaterThan(500)
  expect(findings).toBeGreaterThan(3)
  // What was on its way when its server was killed is told again under the same incident.
  expect(toldTwice).toBeLessThanOrEqual(plan.filter((blow) => blow === server).length)
  expect(worstRecoveryMs).toBeLessThan(30_000)
}, 240_000)

it('a server outlives PostgreSQL and Redis, whatever it was asking them, without a fault of its own', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const [postgresql, redis] = await Promise.all([startPostgresql(), startRedis()])
  try {
    const server = await serve({ database: { url: await createDatabase(postgresql.url) }, redis: redis.url })
    const source = await openSource(server.url, { sourceId: 's', runId: 'a' })
    await source.send([{ type: 'run-started', run: { id: 'a' } }])
    const sending = Array.from({ length: 200 }, (_, step) => source.send([json('a', step, step)]))
    await Promise.all([postgresql.kill(), redis.kill()])
    const codes = (await Promise.all(sending)).flatMap((answer) => (answer.ok ? [] : [answer.code]))
    expect(new Set(codes)).toEqual(new Set(codes.length ? ['unavailable'] : []))
    await Promise.all([postgresql.start(), redis.start()])
    await vi.waitFor(
      async () =>
        expect(await source.send(Array.from({ length: 200 }, (_, i) => json('a', i, i)))).toEqual({
          ok: true,
        }),
      { timeout: 15_000, interval: 200 },
    )
    expect((await storedIn(server, 'a')).steps).toEqual(Array.from({ length: 200 }, (_, step) => step))
    for (const [words] of said.mock.calls) expect(words).toMatch(/does not answer/)
    source.socket.disconnect()
  } finally {
    said.mockRestore()
    await closeAll()
    await Promise.all([postgresql.stop(), redis.kill()])
  }
}, 60_000)
