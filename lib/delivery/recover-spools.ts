/** Takes in what programs of this machine could not deliver before they ended. */
import { copyFileSync, existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { createFirstTime } from '../first-time.ts'
import type { Recorder } from '../recorder/recorder.ts'
import { Refusal } from '../refusal.ts'
import type { RunEvent } from '../run.ts'
import { parseEvents } from '../schema.ts'
import { addressIn, isOrphaned } from './orphaned.ts'
import { openSpool, spoolFolder } from './spool.ts'
import { placeOf } from './spool-head.ts'

/**
 * Records the events of every spool file whose writer is gone. A file that is refused is set aside, and said so; none
 * stops the others, or the server.
 */
export async function recoverSpools(
  recorder: Recorder,
  {
    folder = spoolFolder,
    addresses,
  }: { folder?: string | undefined; addresses?: readonly string[] | undefined },
): Promise<void> {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    if (!name.endsWith('.jsonl') || !isOrphaned(file)) continue
    try {
      if (addresses && !isFor(addresses, file)) continue
      const spool = openSpool(file)
      while (!spool.isEmpty()) {
        const events = spool.read().flatMap((event) => checked(event, file))
        if (events.length) await recorder.record(events)
        spool.delivered()
      }
    } catch (error) {
      if (isFaultOf(error)) {
        setAside(file, error as Error)
        continue
      }
      sayOnce(`What is kept in ${file} could not be taken in yet: ${(error as Error).message}`)
      // A folder, or a file of another user, is left alone; a trouble of the store is one for all files.
      if (!isOfFile(error)) return
    }
  }
}

/** A line that is no event is left out: what is behind it is as good as ever. */
function checked(event: RunEvent, file: string): RunEvent[] {
  try {
    return parseEvents([event], Date.now())
  } catch (error) {
    // All of it is kept for whoever wants to know.
    copyFileSync(file, `${file}.refused`)
    sayOnce(`A line of ${file}.refused was left out. ${(error as Error).message}`)
    return []
  }
}

const isFirst = createFirstTime()

/** Files are looked at every few seconds: what is wrong with one is said once. */
export function sayOnce(sentence: string): void {
  if (isFirst(sentence)) console.error(sentence)
}

function isOfFile(error: unknown): boolean {
  return ['EISDIR', 'EACCES', 'EPERM', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')
}

/** What was meant for another server waits for that one. */
export function isFor(addresses: readonly string[], file: string): boolean {
  const wanted = addressIn(file)
  return wanted === null || addresses.map(placeOf).includes(placeOf(wanted))
}

/** Whether an error is of what the file holds. The store's own troubles pass, and the file waits for that. */
export function isFaultOf(error: unknown): boolean {
  if (error instanceof Refusal) return error.code !== 'unavailable'
  return error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError
}

export function setAside(file: string, { message }: Error): void {
  try {
    renameSync(file, `${file}.refused`)
    console.error(`What is kept in ${file}.refused could not be taken in: ${message}`)
  } catch (error) {
    sayOnce(`${file} can neither be taken in nor set aside: ${(error as Error).message}`)
  }
}
