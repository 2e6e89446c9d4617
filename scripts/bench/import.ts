/** Files of other tools with a million points: how long they take to be read, and until the server has them. */
import { execFileSync } from 'node:child_process'
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pointsFromJson } from '../../lib/http/points-json.ts'
import { fileOnDisk, filesBelow, headOnDisk } from '../../lib/ingest/disk.ts'
import { sortFiles } from '../../lib/ingest/index.ts'
import { readGroup } from '../../lib/ingest/read-group.ts'
import { root } from '../../lib/root.ts'
import { serve, temporaryFolder } from '../served.ts'
import { eventRecords, valueAt, writeFile } from './event-files.ts'
import { median } from './quantile.ts'

const points = 1_000_000
const rounds = 3

function* rows(): Generator<string> {
  yield 'step,train/loss\n'
  for (let step = 0; step < points; step++) yield `${step},${valueAt(step)}\n`
}

function* lines(): Generator<string> {
  for (let step = 0; step < points; step++) yield `{"step": ${step}, "train/loss": ${valueAt(step)}}\n`
}

function countWrong(steps: ArrayLike<number>, values: ArrayLike<number>): number {
  let wrong = Math.abs(values.length - points)
  for (let i = 0; i < values.length; i++) if (steps[i] !== i || !Object.is(values[i], valueAt(i))) wrong++
  return wrong
}

function readingOf(path: string): { seconds: number; wrong: number } {
  const start = performance.now()
  const [found] = sortFiles(filesBelow([path]), headOnDisk).groups
  if (!found) throw new Error(`${path} is not understood`)
  const [run] = readGroup(found.format, found.group, found.group.files.map(fileOnDisk), {}).runs
  const seconds = (performance.now() - start) / 1000
  const series = run?.series[0]
  return { seconds, wrong: countWrong(series?.steps ?? [], series?.values ?? []) }
}

export async function benchImport(): Promise<{ lines: string[] }> {
  const folder = temporaryFolder()
  const made: [name: string, parts: () => Iterable<string | Uint8Array>][] = [
    ['events.out.tfevents.1700000000.host', () => eventRecords(points)],
    ['values.csv', rows],
    ['values.jsonl', lines],
  ]
  const said: string[] = []
  for (const [name, parts] of made) {
    const path = join(folder, name)
    writeFile(path, parts())
    const readings = Array.from({ length: rounds }, () => readingOf(path))
    const wrong = readings.reduce((sum, reading) => sum + reading.wrong, 0)
    said.push(
      `${name}, ${Math.round(statSync(path).size / 2 ** 20)} MiB: read in ${median(readings.map(({ seconds }) => seconds)).toFixed(2)} s, ${wrong} values wrong`,
    )
  }
  const served = await serve()
  const start = performance.now()
  execFileSync(process.execPath, [
    join(root, 'dist/import.js'),
    join(folder, made[0]?.[0] as string),
    '--server',
    served.url,
  ])
  const seconds = (performance.now() - start) / 1000
  const { runs } = (await (await fetch(`${served.url}/api/runs`)).json()) as { runs: { id: string }[] }
  const page = pointsFromJson(await (await fetch(`${served.url}/api/runs/${runs[0]?.id}/points`)).json())
  const wrong = countWrong(page.series[0]?.steps ?? [], page.series[0]?.values ?? [])
  said.push(`npm run import of the event file, detectors on: ${seconds.toFixed(1)} s, ${wrong} values wrong`)
  await served.close()
  rmSync(folder, { recursive: true })
  return { lines: said }
}
