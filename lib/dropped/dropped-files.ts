/** Keeps files that were dropped on a page until they are read, and has them read in a process of its own. */
import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { makeFolder } from '../make-folder.ts'
import { Refusal, shown } from '../refusal.ts'
import { root } from '../root.ts'
import { type DropJob, type DropQuestion, dropLimits, type ReadDrop } from './drop.ts'
import { readDrop } from './schema.ts'

const script = join(root, 'dist', 'import-dropped.js')
const mostDrops = 10
const mostReadings = 2

export type DroppedFiles = {
  /** Keeps one file of a drop, under its path within it. */
  keep(drop: string, path: string, bytes: Readable): Promise<void>
  /** Reads the drop; one that is not dry is gone afterwards. */
  read(drop: string, how: DropQuestion): Promise<ReadDrop>
  forget(drop: string): void
}

/** `paths` are those of its files; `coming` and `readings` are under way. */
type Drop = { paths: Set<string>; bytes: number; coming: number; readings: number; touchedAt: number }

/** `folder` is for these files alone, and emptied now: what is in it is of a server that has ended. */
export function createDroppedFiles({
  folder,
  url,
  token,
}: {
  folder: string
  url: string
  token: string | undefined
}): DroppedFiles {
  const drops = new Map<string, Drop>()
  let readings = 0
  if (existsSync(folder)) rmSync(folder, { recursive: true })

  function forget(drop: string): void {
    drops.delete(drop)
    rmSync(join(folder, drop), { recursive: true, force: true })
    if (drops.size === 0 && existsSync(folder) && readdirSync(folder).length === 0)
      rmSync(folder, { recursive: true })
  }

  /** The one that nobody has come back to for longest makes way for a new one. */
  function dropOf(id: string): Drop {
    const known = drops.get(id)
    if (known) return known
    if (drops.size >= mostDrops) {
      const idle = [...drops].filter(([, { coming, readings }]) => coming + readings === 0)
      const [oldest] = idle.toSorted(([, a], [, b]) => a.touchedAt - b.touchedAt)
      if (!oldest)
        throw new Refusal('too-many', `Files of ${mostDrops} others are being read: try again in a moment.`)
      forget(oldest[0])
    }
    const drop = { paths: new Set<string>(), bytes: 0, coming: 0, readings: 0, touchedAt: Date.now() }
    drops.set(id, drop)
    return drop
  }

  return {
    async keep(id, path, bytes) {
      const place = placeOf(path)
      const drop = dropOf(id)
      drop.touchedAt = Date.now()
      if (drop.paths.has(place))
        throw new Refusal('conflict', `There is a file of this path already: ${shown(place)}.`)
      if (drop.paths.size >= dropLimits.files)
        throw new Refusal(
          'too-many',
          `At most ${dropLimits.files} files at once: use npm run import for more.`,
        )
      const file = join(folder, id, place)
      drop.paths.add(place)
      drop.coming++
      try {
        makeFolder(dirname(file))
        await pipeline(bytes, counting(drop), createWriteStream(file))
      } catch (error) {
        // Half a file is none.
        drop.paths.delete(place)
        if (existsSync(file) && statSync(file).isFile()) rmSync(file)
        throw refusalOf(error, path)
      } finally {
        drop.coming--
      }
    },
    async read(id, how) {
      const drop = drops.get(id)
      if (!drop?.paths.size) throw gone()
      if (drop.coming > 0) throw new Refusal('conflict', 'Some of these files are still being sent.')
      if (readings >= mostReadings)
        throw new Refusal('too-many', 'Other files are being read: try again in a moment.')
      readings++
      drop.readings++
      drop.touchedAt = Date.now()
      try {
        const found = await run({ ...how, folder: join(folder, id), url }, token)
        if (!how.isDry) forget(id)
        return found
      } catch (error) {
        // Thrown away while it was read: its reader found nothing any more.
        throw drops.has(id) ? error : gone()
      } finally {
        readings--
        drop.readings--
      }
    },
    forget,
  }
}

function gone(): Refusal {
  return new Refusal('not-found', 'These files are gone: drop them again.')
}

/** The path of a file within its drop: none that leads out of it. */
function placeOf(path: string): string {
  const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.')
  const isGood = parts.length > 0 && !parts.includes('..') && !/\p{Cc}/u.test(path)
  if (isGood && path.length <= dropLimits.path && parts.every((part) => part.length <= dropLimits.name))
    return parts.join('/')
  throw new Refusal('invalid', `This is no path of a file: ${shown(path)}.`)
}

function refusalOf(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC')
    return new Refusal('unavailable', 'The disk of the server is full: no file can be kept.')
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET')
    return new Refusal('malformed', 'The file broke off before its end: drop it again.')
  // Two files of which one is named as a folder of the other, or a name that this system does not have.
  if ((error as NodeJS.ErrnoException).syscall === undefined) return error
  return new Refusal(
    'invalid',
    `No file can be kept as ${shown(path)} here (${code}): rename it and drop it again.`,
  )
}

/** Passes bytes on, up to what a drop may hold. */
function counting(drop: Drop) {
  return async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      drop.bytes += chunk.length
      if (drop.bytes > dropLimits.bytes)
        throw new Refusal(
          'too-large',
          `At most ${dropLimits.bytes / 2 ** 30} GiB at once: use npm run import for more.`,
        )
      yield chunk
    }
  }
}

async function run(job: DropJob, token: string | undefined): Promise<ReadDrop> {
  const env = { ...process.env, ...(token ? { LOSSGLASS_TOKEN: token } : {}) }
  const child = spawn(process.execPath, [script], { env, stdio: ['pipe', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  // It may end before it has read its job.
  child.stdin.on('error', () => {})
  child.stdin.end(JSON.stringify(job))
  const [said, wrong, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (code === 0) return readDrop.parse(JSON.parse(said))
  throw new Error(`What was dropped could not be read (${code}): ${wrong}`)
}
