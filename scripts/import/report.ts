/** What `npm run import` prints: a line a run, then what was not understood. */
import { relative } from 'node:path'
import type { Group, Trouble } from '../../lib/ingest/foreign.ts'
import type { Sorted } from '../../lib/ingest/index.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { ImportOptions } from './options.ts'
import type { Report } from './read-all.ts'
import type { Outcome } from './send.ts'

const unknownNamed = 10

const words: Readonly<Record<Outcome, string>> = {
  new: '',
  grown: ', what was new of it',
  known: ', was there already',
  'not sent': ', not sent',
  empty: '',
}

/** Names come from files: what a terminal would obey is not printed. */
const plain = (text: string) => text.replace(/\p{Cc}/gu, ' ')

const here = (path: string) => {
  const short = relative(process.cwd(), path)
  return plain(short && !short.startsWith('..') ? short : path)
}

const many = (count: number, what: string) => `${count} ${what}${count === 1 || what === 'series' ? '' : 's'}`

/** `close` prints the rest and tells the exit code: 1 when no run was found, or one that was named could not be read. */
export function tell(
  { unknown, named }: Sorted & { named: string[] },
  { paths }: ImportOptions,
): Report & { close(): number } {
  let runs = 0
  let hasFailed = false
  const empty: string[] = []
  return {
    run({ format: { title }, group: { path }, run }, { outcome }): void {
      if (outcome === 'empty') return void empty.push(path)
      runs++
      const points = run.series.reduce((sum, { steps }) => sum + steps.length, 0)
      const name = plain(run.description.name ?? 'run')
      console.log(
        `${name}: ${many(run.series.length, 'series')}, ${many(points, 'point')}, ${title}, from ${here(path)}${words[outcome]}`,
      )
      for (const note of (run.description.notes ?? '').split('\n').filter(Boolean))
        console.log(`  ${plain(note)}`)
    },
    troubles(troubles: readonly Trouble[]): void {
      for (const { path, place, what } of troubles)
        console.error(`${here(path)}, ${plain(place)}: ${plain(what)}`)
    },
    /**
     * What the server will not have, or a file that went away, may not be read, lies on a broken disk; any other
     * fault is ours.
     */
    failed({ path }: Group, error: unknown): void {
      hasFailed = true
      if (error instanceof Refusal && error.code === 'conflict') {
        console.error(`${here(path)}: ${error.message}`)
        return
      }
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
      console.error(`${here(path)}: it cannot be read (${(error as NodeJS.ErrnoException).code}).`)
    },
    close(): number {
      for (const path of empty) console.error(`${here(path)}: there are no values in it.`)
      const some = unknown.slice(0, unknownNamed).map(here).join(', ')
      const more = unknown.length > unknownNamed ? ` and ${unknown.length - unknownNamed} more` : ''
      if (unknown.length) console.error(`Not understood, left out: ${some}${more}.`)
      if (runs === 0 && !hasFailed)
        console.error(`There is no run in ${paths.join(', ')} that could be read.`)
      const missed = named.some((path) => unknown.includes(path))
      return runs === 0 || missed || hasFailed ? 1 : 0
    },
  }
}
