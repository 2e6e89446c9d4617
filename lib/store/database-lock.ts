/** One server a database: two would each keep summaries of their own and overwrite each other's. */
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { Refusal } from '../refusal.ts'
import { makeFolder } from './make-folder.ts'

export type DatabaseLock = {
  /** Says that the server goes on; to be called every few seconds. */
  touch(): void
  release(): void
}

type Holder = { pid: number; host: string; url: string }

/** A lock that was not touched for so long is of a server that is gone, whatever has its process id now. */
const staleMs = 30_000

const heldHere = new Set<string>()

/** Refuses when another server has the database. A file that cannot be written is left to be found by the store. */
export function holdDatabase(file: string, url: string): DatabaseLock {
  const lockFile = `${file}.lock`
  const holder = { pid: process.pid, host: hostname(), url }
  if (!tryWrite(lockFile, holder, 'wx')) {
    const other = readHolder(lockFile)
    if (other && isAlive(other, lockFile))
      throw new Refusal(
        'cannot-start',
        `The database ${file} is in use by the Lossglass at ${other.url}: open that, or name another with --db.`,
      )
    tryWrite(lockFile, holder, 'w')
  }
  heldHere.add(lockFile)
  return {
    touch() {
      const now = new Date()
      try {
        utimesSync(lockFile, now, now)
      } catch {
        // A lock that was removed is made anew, so that the next server sees this one.
        tryWrite(lockFile, holder, 'w')
      }
    },
    release() {
      heldHere.delete(lockFile)
      try {
        rmSync(lockFile, { force: true })
      } catch {
        // Where no file can be, none was written.
      }
    },
  }
}

function tryWrite(lockFile: string, holder: Holder, flag: 'w' | 'wx'): boolean {
  try {
    makeFolder(dirname(lockFile))
    writeFileSync(lockFile, JSON.stringify(holder), { flag })
    return true
  } catch {
    return false
  }
}

function readHolder(lockFile: string): Holder | null {
  try {
    const { pid, host, url } = JSON.parse(readFileSync(lockFile, 'utf8')) as Partial<Holder>
    return typeof pid === 'number' && typeof host === 'string' && typeof url === 'string'
      ? { pid, host, url }
      : null
  } catch {
    return null
  }
}

function isAlive({ pid, host }: Holder, lockFile: string): boolean {
  if (Date.now() - statSync(lockFile).mtimeMs > staleMs) return false
  if (host !== hostname()) return true
  // In a container every server has the same process id.
  if (pid === process.pid) return heldHere.has(lockFile)
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
