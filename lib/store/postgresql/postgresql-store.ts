/** The store in a PostgreSQL database, which several servers may share. */
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient as PostgresqlClient } from '../../../prisma/generated/postgresql/client.ts'
import type { PrismaClient } from '../../../prisma/generated/sqlite/client.ts'
import { Refusal } from '../../refusal.ts'
import { root } from '../../root.ts'
import type { Engine } from '../engine.ts'
import { createDatabaseStore } from '../prisma/database-store.ts'
import { createReader } from '../reader.ts'
import type { Store } from '../store.ts'
import { migratePostgresql } from './migrate-postgresql.ts'
import { cannotOpen, openPool } from './pools.ts'
import { answerLater } from './postgresql-answer.ts'

const migrationsFolder = join(root, 'prisma', 'postgresql')

const transactionLimits = { maxWait: 60_000, timeout: 120_000 }

/** Short reads that go on at a time. */
const readers = 8

/** Opens the database at this address, migrated where needed. Refuses one that cannot be used. */
export async function openPostgresqlStore(url: string): Promise<Store> {
  return createDatabaseStore(await openEngine(url))
}

/** Both clients are made of one schema, and differ in nothing that the store asks. */
function clientOf(pool: pg.Pool): PrismaClient {
  const client = new PostgresqlClient({ adapter: new PrismaPg(pool), transactionOptions: transactionLimits })
  return client as unknown as PrismaClient
}

async function openEngine(url: string): Promise<Engine> {
  // One connection writes, so that a transaction of Prisma's can be asked below Prisma too.
  const writing = openPool(url, 1)
  const reading = openPool(url, readers)
  try {
    await migratePostgresql(writing, migrationsFolder)
  } catch (error) {
    await Promise.all([writing.end(), reading.end()])
    throw error instanceof Refusal ? error : cannotOpen(url, error)
  }
  const prisma = clientOf(reading)
  const writer = clientOf(writing)
  let held: pg.PoolClient | null = null
  writing.on('acquire', (client) => {
    held = client
  })
  return {
    kind: 'postgresql',
    prisma,
    lockWords: 'FOR UPDATE',
    transaction: (work) =>
      writer.$transaction((transaction) =>
        work(transaction, (asking, turns) => answerLater(held as pg.PoolClient, asking, turns)),
      ),
    async commit(asking, turns) {
      const client = await writing.connect()
      try {
        await client.query('BEGIN')
        const answer = await answerLater(client, asking, turns)
        await client.query('COMMIT')
        client.release()
        return answer
      } catch (error) {
        const isBroken = await client.query('ROLLBACK').then(
          () => false,
          () => true,
        )
        client.release(isBroken)
        throw error
      }
    },
    answer: (asking) => answerLater(reading, asking),
    reader: createReader({ url }),
    async close() {
      await Promise.all([prisma.$disconnect(), writer.$disconnect()])
      await Promise.all([writing.end(), reading.end()])
    },
  }
}
