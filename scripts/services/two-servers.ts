/** Two servers on one PostgreSQL and one Redis, as one: pages come from one of them, what programs log goes to the other. */
import { type Served, type ServedOptions, serve } from '../served.ts'
import { startPostgresql } from './postgresql.ts'
import { startRedis } from './redis.ts'
import { splitBetween } from './split.ts'

export async function serveTwo(options: ServedOptions = {}): Promise<Served> {
  const [postgresql, redis] = await Promise.all([startPostgresql(), startRedis()])
  const shared = { ...options, database: postgresql.url, redis: redis.url }
  const forPrograms = await serve(shared)
  const forBrowsers = await serve({ ...shared, hasDemo: false })
  const split = await splitBetween(forBrowsers.url, forPrograms.url)
  return {
    ...forPrograms,
    url: split.url,
    async close() {
      split.close()
      await Promise.all([forPrograms.close(), forBrowsers.close()])
      await Promise.all([postgresql.stop(), redis.kill()])
    },
  }
}
