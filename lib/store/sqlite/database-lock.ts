/** One server a database: two would each keep summaries of their own and overwrite each other's. */
import {
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { homedir, hostname } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { makeFolder } from '../../make-folder.ts'
import { Refusal } from '../../refusal.ts'

export type DatabaseLock = {
  /** Says that the server goes on; to be called once the database is open, and every few seconds. */
  touch(): void
  release(): void
}

type Holder = { pid: number; host: string; url: string }

/** A lock that was not touched for so long is of a server that is gone, whatever has its process id now. */
const staleMs = 30_000

/** Locks by what a file is, whatever it is called. */
const identityFolder = join(homedir(), '.lossglass', 'in-use')

const heldHere = new Set<string>()

/**
 * Refuses when another server has the database, under this name or another: a link leads to the lock of the file itself, and two
 * hard links to one lock of both. A file that cannot be written is left to be found by the store.
 */
export function holdDatabase(file: string, url: string, folder = identityFolder): DatabaseLock {
  const holder = { pid: process.pid, host: hostname(), url }
  const held = new Set<string>()

  function hold(lockFile: string): void {
    if (!tryWrite(lockFile, holder, 'wx')) {
      const other = readHolder(lockFile)
      if (other && isAlive(other, lockFile))
        throw new Refusal('cannot-start', `The database ${file} is in use by ${wordsOf(other)}.`)
      tryWrite(lockFile, holder, 'w')
    }
    heldHere.add(lockFile)
    held.add(lockFile)
  }

  function release(): void {
    for (const lockFile of held) {
      heldHere.delete(lockFile)
      try {
        rmSync(lockFile, { force: true })
      } catch {
        // Where no file can be, none was written.
      }
    }
  }

  const real = realPathOf(file)
  const lockOfIdentity = () => {
    const identity = identityOf(real)
    return identity === null ? null : join(folder, `${identity}.lock`)
  }
  hold(`${real}.lock`)
  let byIdentity = lockOfIdentity()
  try {
    if (byIdentity !== null) hold(byIdentity)
  } catch (error) {
    release()
    throw error
  }
  return {
    touch() {
      if (byIdentity === null) {
        // A new database is a file only since it was opened.
        byIdentity = lockOfIdentity()
        if (byIdentity !== null) hold(byIdentity)
      }
      const now = new Date()
      for (const lockFile of held) {
        try {
          utimesSync(lockFile, now, now)
        } catch {
          // A lock that was removed is made anew, so that the next server sees this one.
          tryWrite(lockFile, holder, 'w')
        }
      }
    },
    release,
  }
}

/** A server has an address; a command that has the database meanwhile its name. */
function wordsOf({ url }: Holder): string {
  return url.startsWith('http')
    ? `the Lossglass at ${url}: open that, or name another with --db`
    : `another ${url}: wait until that has ended`
}

/** Where a path leads, also where nothing stands there yet. */
function realPathOf(path: string, links = 0): string {
  try {
    return realpathSync(path)
  } catch {
    // Not there: a new database, or one that a link has in mind.
  }
  try {
    if (links < 10) return realPathOf(resolve(dirname(path), readlinkSync(path)), links + 1)
  } catch {
    // No link.
  }
  const folder = dirname(resolve(path))
  return folder === resolve(path) ? folder : join(realPathOf(folder), basename(path))
}

/** The same for all the names of one file. The host, as homes are shared and inodes are not. */
function identityOf(file: string): string | null {
  try {
    const { dev, ino } = statSync(file, { bigint: true })
    return `${hostname()}-${dev}-${ino}`
  } catch {
    return null
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
