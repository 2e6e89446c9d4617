/** Before any test: a PostgreSQL server of its own, for tests that ask for a database in it. */
import type { TestProject } from 'vitest/node'
import { startPostgresql } from '../scripts/services/postgresql.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of a PostgreSQL server, whose user may make databases. */
    postgresql: string
  }
}

export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresql()
  provide('postgresql', server.url)
  return () => server.stop()
}
