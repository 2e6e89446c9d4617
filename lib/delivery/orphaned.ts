/** Which spool files nobody writes any more, and for which server they are. */
import { statSync } from 'node:fs'
import { bytesPerRead, readLines } from './spool.ts'
import { type HeadLine, home } from './spool-head.ts'

/** A writer touches its file every ten seconds: one that has not for so long is gone, wherever it lived. */
const silentMs = 60_000

/**
 * Whether the process that wrote a spool file is gone. Its id tells only where the ids are the same: on this machine, outside of
 * containers. Of writers elsewhere the time of the file tells.
 */
export function isOrphaned(file: string, now = Date.now()): boolean {
  const pid = Number(/\.(\d+)\.(?:jsonl|predictions)$/.exec(file)?.[1])
  if (!pid) return false
  const silent = silenceElsewhere(file, now)
  if (silent !== null) return silent > silentMs
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** For how long nobody has touched the file of a writer that lives elsewhere; null for one of here, or that does not say. */
function silenceElsewhere(file: string, now: number): number | null {
  try {
    const wrote = headIn(file)?.home
    return typeof wrote === 'string' && wrote !== home ? now - statSync(file).mtimeMs : null
  } catch {
    // What cannot be read is told of when it is taken in.
    return null
  }
}

/** For which server a file is; null for any. Throws when it cannot be read. */
export function addressIn(file: string): string | null {
  const address = headIn(file)?.address
  return typeof address === 'string' ? address : null
}

/** Null where the first line is an event, or damaged: it is left out when the file is read. */
function headIn(file: string): Partial<HeadLine> | null {
  const size = Math.min(statSync(file).size, bytesPerRead)
  const [first] = readLines(file, 0, size).texts
  try {
    const read = JSON.parse(first ?? 'null') as Partial<HeadLine> | null
    return read?.type === 'address' ? read : null
  } catch {
    return null
  }
}
