/** Reads what was dropped on a page. The server runs it: a job as JSON comes in, what was found goes out. */
import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import type { DropJob, FoundRun, ReadDrop } from '../lib/dropped/drop.ts'
import { fileOnDisk, filesBelow, headOnDisk } from '../lib/ingest/disk.ts'
import type { ForeignRun, Format, Group, Head, Trouble } from '../lib/ingest/foreign.ts'
import { sortFiles } from '../lib/ingest/index.ts'
import { runIdOf } from '../lib/ingest/run-id.ts'
import { Refusal } from '../lib/refusal.ts'
import { command } from './command.ts'
import { type Report, readAll } from './import/read-all.ts'
import type { Outcome } from './import/send.ts'

/** So much of a file tells it from another of its name, and stays as it is when the file grows. */
const startBytes = 1024
const seriesNamed = 50
const troublesSaid = 200

await command(async () => {
  const job = JSON.parse(await text(process.stdin)) as DropJob
  const root = realpathSync(job.folder)
  // Files are named as if they lay at the root of the disk: where the server keeps them meanwhile says nothing.
  const onDisk = (path: string) => root + path
  const paths = filesBelow([root]).map((path) => path.slice(root.length))
  const sorted = sortFiles(paths, (path) => headAt(path, onDisk))
  for (const { group } of sorted.groups) group.start = startOf(onDisk(group.files[0] ?? ''))
  const { runs, troubles, report } = createReport()
  const open = (path: string) => ({ ...fileOnDisk(onDisk(path)), path })
  const target = { url: job.url, isDry: job.isDry, project: job.project }
  await readAll(sorted, open, { mapping: job.mapping, ...target }, report)
  for (const path of sorted.unknown) troubles.push(`${nameHere(path)}: it is no log that is known.`)
  const more = troubles.length - troublesSaid
  const said = troubles.slice(0, troublesSaid)
  const found: ReadDrop = { runs, troubles: more > 0 ? [...said, `${more} more were left out.`] : said }
  process.stdout.write(JSON.stringify(found))
})

function nameHere(path: string): string {
  return path.slice(1)
}

function headAt(path: string, onDisk: (path: string) => string): Head | null {
  const head = headOnDisk(onDisk(path))
  return head && { ...head, path }
}

function startOf(file: string): string {
  const bytes = headOnDisk(file)?.bytes.subarray(0, startBytes) ?? new Uint8Array()
  return createHash('sha256').update(bytes).digest('hex')
}

function createReport(): ReadDrop & { report: Report } {
  const runs: FoundRun[] = []
  const troubles: string[] = []
  const report: Report = {
    run(format, group, run, outcome) {
      if (outcome === 'empty') troubles.push(`${nameHere(group.path)}: there are no values in it.`)
      else runs.push(foundIn(format, group, run, outcome))
    },
    troubles(list: readonly Trouble[]) {
      for (const { path, place, what } of list) troubles.push(`${nameHere(path)}, ${place}: ${what}`)
    },
    failed(group, error) {
      if (!(error instanceof Refusal) || error.code !== 'conflict') throw error
      troubles.push(`${nameHere(group.path)}: ${error.message}`)
    },
  }
  return { runs, troubles, report }
}

function foundIn(
  format: Format,
  group: Group,
  run: ForeignRun,
  outcome: Exclude<Outcome, 'empty'>,
): FoundRun {
  return {
    id: runIdOf(format, group, run),
    name: run.description.name ?? 'run',
    format: format.title,
    file: nameHere(group.path),
    series: run.series.slice(0, seriesNamed).map(({ name }) => name),
    seriesCount: run.series.length,
    points: run.series.reduce((sum, { steps }) => sum + steps.length, 0),
    notes: run.description.notes ?? '',
    columns: run.columns ? { step: run.columns.step, names: [...run.columns.names] } : null,
    outcome,
  }
}
