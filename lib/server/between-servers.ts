/** The way between servers on one database: Redis where it is given, else PostgreSQL's NOTIFY. */
import { createClient } from '@redis/client'
import { createAdapter as postgresqlAdapter } from '@socket.io/postgres-adapter'
import { createAdapter as redisAdapter } from '@socket.io/redis-streams-adapter'
import type { Server } from 'socket.io'
import { Refusal } from '../refusal.ts'
import type { DatabaseSource } from '../store/database-source.ts'
import { openPool } from '../store/postgresql/pools.ts'

export type Between = { join(io: Server): void; close(): Promise<void> }

/** About this many of the newest messages are kept for a server that has fallen behind. */
const messagesKept = 5000
const connections = 2

/** Null for a database that one server has alone. Refuses a Redis that does not answer. */
export async function openBetween(
  database: DatabaseSource,
  redis: string | undefined,
  missed: () => void,
): Promise<Between | null> {
  if (redis !== undefined && !('url' in database))
    throw new Refusal(
      'cannot-start',
      'Redis is for several servers on one PostgreSQL database: name it with --db too.',
    )
  if (redis !== undefined) return byRedis(redis, missed)
  return 'url' in database ? byPostgresql(database.url, missed) : null
}

function byPostgresql(url: string, missed: () => void): Between {
  const pool = openPool(url, connections)
  return {
    join(io) {
      io.adapter(postgresqlAdapter(pool, { channelPrefix: 'lossglass', errorHandler: () => missed() }))
    },
    close: () => pool.end(),
  }
}

async function byRedis(url: string, missed: () => void): Promise<Between> {
  const client = openClient(url)
  let isAway = false
  client.on('error', (error: Error) => {
    if (!isAway && client.isOpen)
      console.error(`Redis does not answer (${error.message}): live pages see less.`)
    isAway = true
  })
  client.on('ready', () => {
    if (isAway) missed()
    isAway = false
  })
  keepQuiet(client)
  try {
    await client.connect()
  } catch (error) {
    client.destroy()
    throw cannotReach((error as Error).message)
  }
  return {
    join(io) {
      io.adapter(redisAdapter(client, { streamName: 'lossglass', maxLen: messagesKept }))
    },
    close: async () => client.destroy(),
  }
}

/**
 * The adapter waits for nothing that it sends: where Redis is away, nobody would take the error. What was missed is
 * read again.
 */
function keepQuiet(client: ReturnType<typeof openClient>): void {
  const { publish, xAdd } = client
  Object.assign(client, {
    publish: (...args: Parameters<typeof publish>) => publish.apply(client, args).catch(() => 0),
    xAdd: (...args: Parameters<typeof xAdd>) => xAdd.apply(client, args).catch(() => ''),
  })
}

function openClient(url: string) {
  // Before it is connected once, nobody waits for it.
  let wasThere = false
  const reconnectStrategy = (tries: number) => (wasThere ? Math.min(50 * 2 ** tries, 2000) : false)
  try {
    const client = createClient({ url, socket: { reconnectStrategy, connectTimeout: 5000 } })
    client.on('ready', () => {
      wasThere = true
    })
    return client
  } catch (error) {
    throw cannotReach((error as Error).message)
  }
}

function cannotReach(why: string): Refusal {
  return new Refusal(
    'cannot-start',
    `Redis cannot be reached (${why}): check that it is up and that --redis names it.`,
  )
}
