/** Events that could not be delivered, in a file: one event a line, in order, until they are delivered. */
import { randomUUID } from 'node:crypto'
import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { WireEvent } from '../live/events.ts'
import { decodeEvent } from '../live/wire.ts'
import { makeFolder } from '../make-folder.ts'
import { toJson } from '../number.ts'
import type { RunEvent } from '../run.ts'
import { type HeadLine, headOf } from './spool-head.ts'

/** Where sources keep what they could not deliver and where the server of this machine looks for it. */
export const spoolFolder = join(homedir(), '.lossglass', 'spool')

/** So few that of the shortest events they hold fewer than a message may. */
export const bytesPerRead = 800_000

/**
 * A file of its own for each run log, also for two of one run in one process. Its name tells the process that writes
 * it, so that a server leaves the files of living ones alone.
 */
export function spoolFileOf(runId: string, folder: string = spoolFolder): string {
  return join(folder, `${runId}.${randomUUID().slice(0, 8)}.${process.pid}.jsonl`)
}

export type Spool = {
  readonly file: string
  /** Adds events at the end; in a new file `start` comes before them. Throws when the disk does not take them. */
  append(events: readonly RunEvent[], start?: RunEvent | null): void
  /** The next events from where reading stands, somewhat less than a megabyte of them; none when all are read. */
  read(): RunEvent[]
  /** What was read last has been delivered: reading goes on behind it, and a file read to its end is removed. */
  delivered(): void
  isEmpty(): boolean
  /**
   * How many values were given up since it was asked last, because the file was removed, cut or damaged; at least 1
   * for other events.
   */
  takeLost(): number
  /** Says that somebody still holds the file, where there is one. Never throws. */
  touch(): void
}

export function openSpool(file: string, address: string | null = null): Spool {
  let size = existsSync(file) ? statSync(file).size : 0
  let position = 0
  let readTo = 0
  let isGivenUp = false
  /** What was put in since the file was new, what of it was delivered, and what is on its way. */
  let kept = nothing
  let got = nothing
  let reading = nothing
  let lost = 0
  /** The file may end within a line. */
  let isCut = false

  /** Nothing is left to be read: what was put in and never came out is lost. */
  function settle(): void {
    lost += Math.max(0, kept.values - got.values) || (kept.events > got.events ? 1 : 0)
    kept = got = reading = nothing
  }

  /** Somebody may have removed or cut the file meanwhile. */
  function lookAgain(): void {
    const actual = existsSync(file) ? statSync(file).size : 0
    // What could not be read stays there for a server that can; what comes now begins behind it.
    if (isGivenUp && position >= size) position = size = actual
    if (actual >= size) return
    size = actual
    position = Math.min(position, size)
    if (position >= size) settle()
    if (size > 0) isCut = true
  }

  return {
    file,
    append(events, start = null) {
      makeFolder(dirname(file), 0o700)
      lookAgain()
      const isNew = size === 0
      const head = isNew && address !== null ? [headOf(address)] : []
      const first = isNew && start && events[0] !== start ? [start] : []
      const lines = [...head, ...first, ...events].map((line) => `${toJson(line)}\n`)
      const text = `${isCut ? '\n' : ''}${lines.join('')}`
      try {
        appendFileSync(file, text, { mode: 0o600 })
      } catch (error) {
        // A full disk may have taken a part: without it, what comes later begins on a line of its own.
        if (existsSync(file)) truncateSync(file, size)
        throw error
      }
      size += Buffer.byteLength(text)
      isCut = false
      kept = sum(kept, countOf(events))
    },
    read() {
      try {
        const lines = readLines(file, position, size)
        readTo = position + lines.bytes
        const events = lines.texts.flatMap((line) => parseLine(line, file))
        reading = countOf(events)
        return events
      } catch (error) {
        // Whatever has become of the file, the training goes on. What is there stays there.
        console.error(`What waited in ${file} cannot be read (${(error as Error).message}): it is left out.`)
        if (existsSync(file)) isGivenUp = true
        else size = 0
        readTo = size
        reading = nothing
        return []
      }
    },
    delivered() {
      position = readTo
      got = sum(got, reading)
      reading = nothing
      if (position < size) return
      settle()
      if (isGivenUp) return
      rmSync(file, { force: true })
      size = 0
      position = 0
      readTo = 0
    },
    isEmpty: () => position >= size,
    takeLost() {
      const taken = lost
      lost = 0
      return taken
    },
    touch() {
      try {
        if (size > 0) utimesSync(file, new Date(), new Date())
      } catch {
        // It may be gone: what is written next makes it anew.
      }
    },
  }
}

type Count = { values: number; events: number }
const nothing: Count = { values: 0, events: 0 }
const sum = (a: Count, b: Count): Count => ({ values: a.values + b.values, events: a.events + b.events })

/** Without starts, which are kept elsewhere as well. */
function countOf(events: readonly RunEvent[]): Count {
  const others = events.filter(({ type }) => type !== 'run-started')
  return { values: others.reduce((total, event) => total + valuesIn(event), 0), events: others.length }
}

/** How many values an event holds. */
export function valuesIn(event: RunEvent): number {
  return event.type === 'points' ? event.series.reduce((total, { steps }) => total + steps.length, 0) : 0
}

/** A line that the disk has damaged is left out, and said so: the lines behind it are as good as ever. */
function parseLine(line: string, file: string): RunEvent[] {
  try {
    const read = JSON.parse(line) as WireEvent | HeadLine
    return read.type === 'address' ? [] : [decodeEvent(read)]
  } catch {
    console.error(`A damaged line of ${file} was left out.`)
    return []
  }
}

/** Whole lines from a position on; a single line may be longer than a read. */
export function readLines(file: string, position: number, size: number): { texts: string[]; bytes: number } {
  if (position >= size) return { texts: [], bytes: 0 }
  const descriptor = openSync(file, 'r')
  try {
    for (let length = bytesPerRead; ; length *= 2) {
      const buffer = Buffer.alloc(Math.min(length, size - position))
      const count = readSync(descriptor, buffer, 0, buffer.length, position)
      const end = buffer.lastIndexOf('\n', count - 1) + 1
      if (end > 0) return { texts: buffer.toString('utf8', 0, end).split('\n').filter(Boolean), bytes: end }
      // The last line was cut off by a crash while it was written; it was never acknowledged.
      // A file that was cut short gives nothing, however often it is asked.
      if (count < buffer.length || count >= size - position) return { texts: [], bytes: size - position }
    }
  } finally {
    closeSync(descriptor)
  }
}
