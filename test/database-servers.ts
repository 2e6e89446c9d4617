/** Before any test: a PostgreSQL and a Redis server of its own, for tests that ask for them. */
import type { TestProject } from 'vitest/node'
import { startPostgresql } from '../scripts/services/postgresql.ts'
import { startRedis } from '../scripts/services/redis.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of a PostgreSQL server, whose user may make databases. */
    postgresql: string
    /** The address of a Redis server. */
    redis: string
  }
}

export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const [postgresql, redis] = await Promise.all([startPostgresql(), startRedis()])
  provide('postgresql', postgresql.url)
  provide('redis', redis.url)
  return async () => {
    await Promise.all([postgresql.stop(), redis.kill()])
  }
}
