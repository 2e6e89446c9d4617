/** Takes in what programs of this machine could not deliver before they ended. */
import { existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Recorder } from '../recorder/recorder.ts'
import { Refusal } from '../refusal.ts'
import { isOrphaned, openSpool, spoolFolder } from './spool.ts'

/** Records the events of every spool file whose writer is gone. A file that is refused is set aside, and said so; none stops the others, or the server. */
export async function recoverSpools(
  recorder: Recorder,
  { folder = spoolFolder }: { folder?: string | undefined },
): Promise<void> {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    if (!isOrphaned(file)) continue
    try {
      const spool = openSpool(file)
      while (!spool.isEmpty()) {
        const events = spool.read()
        if (events.length) await recorder.record(events)
        spool.delivered()
      }
    } catch (error) {
      if (!isFaultOf(error)) {
        console.error(`What is kept in ${file} could not be taken in yet: ${(error as Error).message}`)
        return
      }
      setAside(file, error as Error)
    }
  }
}

/** Whether an error is of what the file holds. The store's own troubles pass, and the file waits for that. */
function isFaultOf(error: unknown): boolean {
  if (error instanceof Refusal) return error.code !== 'unavailable'
  return error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError
}

function setAside(file: string, { message }: Error): void {
  try {
    renameSync(file, `${file}.refused`)
    console.error(`What is kept in ${file}.refused could not be taken in: ${message}`)
  } catch (error) {
    console.error(`${file} can neither be taken in nor set aside: ${(error as Error).message}`)
  }
}
