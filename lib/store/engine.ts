/** A database engine, as the store needs it: one Prisma client, and a way to be asked below Prisma. */
import type { Prisma, PrismaClient } from '../../prisma/generated/sqlite/client.ts'
import type { Turns } from '../turns.ts'
import type { Reader } from './reader.ts'
import type { Asking } from './sql/asking.ts'

export type Answer = <T>(asking: Asking<T>, turns?: Turns) => Promise<T>

export type Engine = {
  kind: 'sqlite' | 'postgresql'
  /** For what is only read, and for single writes. */
  prisma: PrismaClient
  /** All or nothing, by Prisma; `answer` asks below it in the same transaction. One transaction at a time. */
  transaction<T>(work: (prisma: Prisma.TransactionClient, answer: Answer) => Promise<T>): Promise<T>
  /** All or nothing, below Prisma. */
  commit: Answer
  /** Outside of transactions. */
  answer: Answer
  /** What keeps others from rows that a transaction reads first, where others write at all. */
  lockWords: string
  /** Reads what takes long. */
  reader: Reader
  close(): Promise<void>
}
