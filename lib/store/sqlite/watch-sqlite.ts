/**
 * A store that knows when its disk has failed it: a full or read-only disk, a file that was deleted or replaced. Writes are then
 * refused in a sentence, so that programs keep what they have, and `trouble` says it to whoever asks.
 */
import { accessSync, constants, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../../refusal.ts'
import type { Store } from '../store.ts'
import { createTrouble, type WatchedStore, wordsOf } from '../watched-store.ts'

/** Another program's lock is waited for between turns of the event loop: everybody else is served meanwhile. */
const lockedWaitMs = 100
const lockedTries = 50

export function watchSqlite(store: Store, file: string): WatchedStore {
  const opened = identityOf(file)
  const trouble = createTrouble()
  let isGone = false

  function look(): void {
    if (opened === null || isGone) return
    isGone = identityOf(file) !== opened
    if (isGone)
      trouble.tell(
        `The file ${file} was deleted or replaced while the server had it open: start the server again. Until then nothing is stored; programs keep what they log.`,
      )
    else if (!isWritable(file)) trouble.tell(readOnly(file))
    else if (trouble.now() === readOnly(file)) trouble.over()
  }

  /** Runs a write; what its disk refuses becomes a sentence, and what another program has locked is tried again. */
  async function writing<T>(write: () => Promise<T>): Promise<T> {
    const known = trouble.now()
    if (isGone && known !== null) throw new Refusal('unavailable', known)
    for (let tries = 1; ; tries++) {
      try {
        const result = await write()
        trouble.over()
        return result
      } catch (error) {
        const words = wordsOf(error)
        if (isLocked(words) && tries < lockedTries) {
          await sleep(lockedWaitMs)
          continue
        }
        const sentence = sentenceOf(words, file)
        if (sentence === null) throw error
        trouble.tell(sentence)
        throw new Refusal('unavailable', sentence)
      }
    }
  }

  look()
  return {
    ...store,
    append: (events, watches, signal) => writing(() => store.append(events, watches, signal)),
    writeSetting: (name, value) => writing(() => store.writeSetting(name, value)),
    deleteSetting: (name, value) => writing(() => store.deleteSetting(name, value)),
    writeSweep: (sweep) => writing(() => store.writeSweep(sweep)),
    addToken: (token) => writing(() => store.addToken(token)),
    deleteToken: (name) => writing(() => store.deleteToken(name)),
    deleteSweep: (id) => writing(() => store.deleteSweep(id)),
    writePredictions: (runId, predictions) => writing(() => store.writePredictions(runId, predictions)),
    trouble: trouble.now,
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
