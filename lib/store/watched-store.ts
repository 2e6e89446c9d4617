/**
 * A store that knows when its disk has failed it: a full or read-only disk, a file that was deleted or replaced. Writes are then
 * refused in a sentence, so that programs keep what they have, and `trouble` says it to whoever asks.
 */
import { accessSync, constants, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../refusal.ts'
import type { Store } from './store.ts'

export type WatchedStore = Store & {
  /** What is wrong with the database, in a sentence; null while all is well. */
  trouble(): string | null
  /** Looks whether the file is still the one that was opened; to be called every few seconds. */
  look(): void
}

/** Another program's lock is waited for between turns of the event loop: everybody else is served meanwhile. */
const lockedWaitMs = 100
const lockedTries = 50
const saidEveryMs = 60_000

export function watchStore(store: Store, file: string): WatchedStore {
  const opened = identityOf(file)
  let trouble: string | null = null
  let isGone = false
  let said = { sentence: '', at: Number.NEGATIVE_INFINITY }

  function tell(sentence: string): void {
    trouble = sentence
    const now = performance.now()
    if (said.sentence === sentence && now - said.at < saidEveryMs) return
    said = { sentence, at: now }
    console.error(sentence)
  }

  function look(): void {
    if (opened === null || isGone) return
    isGone = identityOf(file) !== opened
    if (isGone)
      tell(
        `The file ${file} was deleted or replaced while the server had it open: start the server again. Until then nothing is stored; programs keep what they log.`,
      )
    else if (!isWritable(file)) tell(readOnly(file))
    else if (trouble === readOnly(file)) trouble = null
  }

  /** Runs a write; what its disk refuses becomes a sentence, and what another program has locked is tried again. */
  async function writing<T>(write: () => Promise<T>): Promise<T> {
    if (isGone && trouble !== null) throw new Refusal('unavailable', trouble)
    for (let tries = 1; ; tries++) {
      try {
        const result = await write()
        trouble = null
        return result
      } catch (error) {
        const words = wordsOf(error)
        if (isLocked(words) && tries < lockedTries) {
          await sleep(lockedWaitMs)
          continue
        }
        const sentence = sentenceOf(words, file)
        if (sentence === null) throw error
        tell(sentence)
        throw new Refusal('unavailable', sentence)
      }
    }
  }

  look()
  return {
    ...store,
    append: (events, watches, signal) => writing(() => store.append(events, watches, signal)),
    writeSetting: (name, value) => writing(() => store.writeSetting(name, value)),
    writeSweep: (sweep) => writing(() => store.writeSweep(sweep)),
    deleteSweep: (id) => writing(() => store.deleteSweep(id)),
    writePredictions: (runId, predictions) => writing(() => store.writePredictions(runId, predictions)),
    trouble: () => trouble,
    look,
  }
}

function identityOf(file: string): string | null {
  try {
    const { dev, ino } = statSync(file)
    return `${dev}:${ino}`
  } catch {
    return null
  }
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** What an error and all that caused it say. */
function wordsOf(error: unknown): string {
  const words: string[] = []
  for (let one = error; one instanceof Error && words.length < 5; one = one.cause)
    words.push(one.message, JSON.stringify(one.cause ?? ''))
  return words.join(' ')
}

const isLocked = (words: string) => /database (table )?is locked|SQLITE_BUSY|SocketTimeout/i.test(words)
const readOnly = (file: string) =>
  `The database ${file} may not be written by this user: change its permissions, or name another with --db.`

function sentenceOf(words: string, file: string): string | null {
  if (/disk is full|SQLITE_FULL|ENOSPC/i.test(words))
    return `The disk of ${file} is full: free some space; what programs send is kept by them until then.`
  if (/readonly database|SQLITE_READONLY/i.test(words)) return readOnly(file)
  if (/disk I\/O error|SQLITE_IOERR/i.test(words))
    return `The disk of ${file} does not answer as it should (an I/O error): see to the disk; what programs send is kept by them until then.`
  if (/malformed|SQLITE_CORRUPT/i.test(words))
    return `The database ${file} is damaged: restore it from a copy, or name another with --db.`
  if (isLocked(words))
    return `Another program has locked the database ${file}: end what it does; what programs send is kept by them until then.`
  return null
}
