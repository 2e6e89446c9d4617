/** The store in a SQLite file. */
import { dirname, join } from 'node:path'
import { PrismaClient } from '../../../prisma/generated/sqlite/client.ts'
import { createLock } from '../../lock.ts'
import { makeFolder } from '../../make-folder.ts'
import { Refusal } from '../../refusal.ts'
import { root } from '../../root.ts'
import { createTurns } from '../../turns.ts'
import type { Engine } from '../engine.ts'
import { createDatabaseStore } from '../prisma/database-store.ts'
import { createReader } from '../reader.ts'
import type { Store } from '../store.ts'
import { type Connection, openConnection } from './connection.ts'
import { migrate } from './migrate.ts'
import { sqliteAdapter } from './sqlite-adapter.ts'
import { answerInTurns, answerNow } from './sqlite-answer.ts'

const migrationsFolder = join(root, 'prisma', 'migrations')

/** A transaction may wait for a slow disk for so long before it counts as failed. */
const transactionLimits = { maxWait: 60_000, timeout: 120_000 }

/** Opens the database of this file, made and migrated where needed. Refuses a file that cannot be used. */
export async function openSqliteStore(file: string): Promise<Store> {
  return createDatabaseStore(openSqliteEngine(file))
}

export function openSqliteEngine(file: string): Engine {
  const connection = openDatabase(file)
  const acquire = createLock()
  const prisma = new PrismaClient({
    adapter: sqliteAdapter(connection, acquire),
    transactionOptions: transactionLimits,
  })
  return {
    kind: 'sqlite',
    prisma,
    lockWords: '',
    transaction: (work) =>
      prisma.$transaction((transaction) =>
        work(transaction, (asking, turns = createTurns()) => answerInTurns(connection, asking, turns)),
      ),
    async commit(asking, turns = createTurns()) {
      const release = await acquire()
      try {
        connection.prepare('BEGIN IMMEDIATE').run([])
        const answer = await answerInTurns(connection, asking, turns)
        connection.prepare('COMMIT').run([])
        return answer
      } catch (error) {
        try {
          connection.exec('ROLLBACK')
        } catch {
          // It was not begun, or SQLite has rolled it back by itself.
        }
        throw error
      } finally {
        release()
      }
    },
    answer: async (asking) => answerNow(connection, asking),
    reader: createReader({ file }),
    close: () => prisma.$disconnect(),
  }
}

function openDatabase(file: string): Connection {
  let connection: Connection | undefined
  try {
    makeFolder(dirname(file))
    connection = openConnection(file)
    migrate(connection, migrationsFolder)
    // The driver waits asleep, and with it everybody whom this process serves: who writes waits in turns instead.
    connection.exec('PRAGMA busy_timeout = 50')
    return connection
  } catch (error) {
    connection?.close()
    if (error instanceof Refusal) throw error
    throw new Refusal(
      'cannot-start',
      `The database ${file} cannot be opened (${reasonOf(error as Error)}): name another one with --db, or mend this one.`,
    )
  }
}

/** Drivers wrap SQLite's error 14 in words of their own, with the path once more. */
const reasonOf = ({ message }: Error) =>
  /unable to open/i.test(message) ? 'it cannot be read or written' : message
