/** Takes in what programs of this machine could not deliver before they ended. */
import { existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Recorder } from '../recorder.ts'
import { Refusal } from '../refusal.ts'
import { isOrphaned, openSpool, spoolFolder } from './spool.ts'

/** Records the events of every spool file whose writer is gone. A file that is refused is set aside, and said so. */
export async function recoverSpools(
  recorder: Recorder,
  { folder = spoolFolder }: { folder?: string | undefined },
): Promise<void> {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    if (!isOrphaned(file)) continue
    const spool = openSpool(file)
    try {
      while (!spool.isEmpty()) {
        await recorder.record(spool.read())
        spool.delivered()
      }
    } catch (error) {
      if (!(error instanceof Refusal) && !(error instanceof SyntaxError)) throw error
      renameSync(file, `${file}.refused`)
      console.error(`What is kept in ${file}.refused could not be taken in: ${error.message}`)
    }
  }
}
