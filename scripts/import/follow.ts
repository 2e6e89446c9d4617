/** Follows folders of logs: what is new in them is sent while it is written, as TensorBoard would show it. */
import { statSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { createFirstTime } from '../../lib/first-time.ts'
import { fileOnDisk, headOnDisk } from '../../lib/ingest/disk.ts'
import type { Format, Group } from '../../lib/ingest/foreign.ts'
import { sortFiles } from '../../lib/ingest/index.ts'
import { readGroup } from '../../lib/ingest/read-group.ts'
import { Refusal, type RefusalCode } from '../../lib/refusal.ts'
import type { ImportOptions } from './options.ts'
import { importRun, withPlace } from './send.ts'
import { filesFollowed } from './sources.ts'

const lookMs = 1000
/** A file that nobody has written to for so long is that of a training that is over. */
const quietMs = 15 * 60_000
/** A large file is read anew when it has grown: at most a tenth of the time goes into that. */
const restFactor = 9

/** What was seen of a group of files: their sizes and times, whether its runs have been ended, when to look again. */
type Seen = { mark: string; isOver: boolean; notBefore: number }

/** Goes on until the process is ended. A folder may not be there yet, and a file may be half written: it is looked again. */
export async function follow(options: ImportOptions): Promise<never> {
  // A server that was killed takes with it what follows logs for it.
  process.once('disconnect', () => process.exit())
  const seen = new Map<string, Seen>()
  const isFirst = createFirstTime()
  const say = (sentence: string) => {
    if (isFirst(sentence)) console.error(sentence)
  }
  for (;;) {
    try {
      // A folder that is not there yet, or cannot be read, is no reason to leave the others.
      const paths = filesFollowed(options.paths, say)
      const named = paths.filter((path) => options.paths.includes(path))
      for (const { format, group } of sortFiles(paths, headOnDisk, { meant: options.format, named }).groups)
        await look(format, group, { options, seen, say })
    } catch (error) {
      // The server is away.
      say((error as Error).message)
    }
    await wait(lookMs)
  }
}

const ofTheServer: ReadonlySet<RefusalCode> = new Set(['unavailable', 'unauthorized', 'forbidden'])

type Following = { options: ImportOptions; seen: Map<string, Seen>; say(sentence: string): void }

async function look(format: Format, group: Group, { options, seen, say }: Following): Promise<void> {
  const key = `${format.id} ${group.path}`
  const { mark, writtenAt } = marksOf(group)
  const isQuiet = Date.now() - writtenAt > quietMs
  const before = seen.get(key)
  const now = performance.now()
  if (before && (before.notBefore > now || (before.mark === mark && (before.isOver || !isQuiet)))) return
  const files: ReturnType<typeof fileOnDisk>[] = []
  try {
    for (const path of group.files) files.push(fileOnDisk(path))
    const { runs, troubles } = readGroup(format, group, files, options.mapping)
    for (const run of runs) await importRun(format, group, withPlace(run, group, troubles), options, !isQuiet)
    const taken = performance.now() - now
    seen.set(key, { mark, isOver: isQuiet, notBefore: performance.now() + restFactor * taken })
  } catch (error) {
    // A server that is away, or shut, is so for all; what is wrong with one run need not be wrong with the next.
    if (error instanceof Refusal && ofTheServer.has(error.code)) throw error
    say(`${group.path}: ${(error as Error).message}`)
    seen.set(key, { mark, isOver: isQuiet, notBefore: 0 })
  } finally {
    for (const file of files) file.close()
  }
}

function marksOf({ files }: Group): { mark: string; writtenAt: number } {
  const stats = files.map((path) => statSync(path, { throwIfNoEntry: false }))
  return {
    mark: stats.map((stat) => `${stat?.size} ${stat?.mtimeMs}`).join(),
    writtenAt: Math.max(0, ...stats.map((stat) => stat?.mtimeMs ?? 0)),
  }
}
