/** Connections to a PostgreSQL server. */
import pg from 'pg'
import { Refusal } from '../../refusal.ts'

export type Queryable = Pick<pg.Pool | pg.PoolClient, 'query'>

/** Where whole numbers of 64 bits, and counts, come as text: all that are stored fit into a double. */
const numberTypes: ReadonlySet<number> = new Set([pg.types.builtins.INT8, pg.types.builtins.NUMERIC])

export const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    numberTypes.has(id)
      ? Number
      : (pg.types.getTypeParser(id, format as 'text') as (text: string) => unknown),
}

/** Connections that are made when they are wanted, this many at most. One that breaks while nobody uses it is dropped. */
export function openPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    ...{ connectionString: url, max, types, application_name: 'lossglass' },
    ...{ connectionTimeoutMillis: 10_000, keepAlive: true },
  })
  pool.on('error', () => {})
  // One that breaks while it is used fails what was asked by it: without a listener it would end the program as well.
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}

/** The address of a database without its password. */
export function nameOf(url: string): string {
  try {
    const { protocol, hostname, port, pathname } = new URL(url)
    return `${protocol}//${hostname}${port && `:${port}`}${pathname}`
  } catch {
    return 'the database'
  }
}

export function cannotOpen(url: string, error: unknown): Refusal {
  const { message, code } = error as { message?: string; code?: string }
  return new Refusal(
    'cannot-start',
    `The database ${nameOf(url)} cannot be opened (${message || code}): check that its server is up, and the user, password and database in its address.`,
  )
}
