/** Reads what was dropped on a page. The server runs it: a job as JSON comes in, what was found goes out. */
import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { text } from 'node:stream/consumers'
import type { DropJob, FoundRun, ReadDrop } from '../lib/dropped/drop.ts'
import { fileOnDisk, headOnDisk } from '../lib/ingest/disk.ts'
import type { ForeignRun, Format, Group, Head, Trouble } from '../lib/ingest/foreign.ts'
import { sortFiles } from '../lib/ingest/index.ts'
import { Refusal } from '../lib/refusal.ts'
import { command } from './command.ts'
import { type Report, readAll } from './import/read-all.ts'

const seriesNamed = 50
const troublesSaid = 200

await command(async () => {
  const job = JSON.parse(await text(process.stdin)) as DropJob
  const mappings = new Map(Object.entries(job.mappings))
  // Files are named as if they lay at the root of the disk: where the server keeps them meanwhile says nothing.
  const onDisk = (path: string) => job.folder + path
  const paths = pathsIn(job.folder)
  const sorted = sortFiles(paths, (path) => headAt(path, onDisk))
  const { runs, troubles, report } = createReport()
  const open = (path: string) => ({ ...fileOnDisk(onDisk(path)), path })
  const target = { url: job.url, isDry: job.isDry, isMoved: true, project: job.project }
  const mappingOf = ({ path }: Group) => mappings.get(nameHere(path)) ?? {}
  await readAll(sorted, open, { ...target, mappingOf }, report)
  for (const path of sorted.unknown) troubles.push(`${nameHere(path)}: it is no log that is known.`)
  const more = troubles.length - troublesSaid
  const said = troubles.slice(0, troublesSaid)
  const found: ReadDrop = { runs, troubles: more > 0 ? [...said, `${more} more were left out.`] : said }
  process.stdout.write(JSON.stringify(found))
})

/** All of them, also in folders that are passed over on a disk: whoever drops a file means it. */
function pathsIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length).split(sep).join('/'))
    .sort()
}

function nameHere(path: string): string {
  return path.slice(1)
}

function headAt(path: string, onDisk: (path: string) => string): Head | null {
  const head = headOnDisk(onDisk(path))
  return head && { ...head, path }
}

function createReport(): ReadDrop & { report: Report } {
  const runs: FoundRun[] = []
  const troubles: string[] = []
  const report: Report = {
    run(found, { id, outcome }) {
      const { path } = found.group
      if (outcome === 'empty') troubles.push(`${nameHere(path)}: there are no values in it.`)
      else if (outcome !== 'not sent') runs.push(foundIn(found, id, outcome))
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
  { format, group, run }: { format: Format; group: Group; run: ForeignRun },
  id: string,
  outcome: FoundRun['outcome'],
): FoundRun {
  return {
    id,
    outcome,
    name: run.description.name ?? 'run',
    format: format.title,
    file: nameHere(group.path),
    series: run.series.slice(0, seriesNamed).map(({ name }) => name),
    seriesCount: run.series.length,
    points: run.series.reduce((sum, { steps }) => sum + steps.length, 0),
    notes: run.description.notes ?? '',
    columns: run.columns ? { step: run.columns.step, names: [...run.columns.names] } : null,
  }
}
