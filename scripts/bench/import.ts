/** Files of other tools with a million points: how long they take to be read, and until the server has them. */
import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { pointsFromJson } from '../../lib/http/points-json.ts'
import { fileOnDisk, filesBelow, headOnDisk } from '../../lib/ingest/disk.ts'
import { sortFiles } from '../../lib/ingest/index.ts'
import { readGroup } from '../../lib/ingest/read-group.ts'
import { maskedCrc32c } from '../../lib/ingest/tensorboard/crc32c.ts'
import { root } from '../../lib/root.ts'
import { serve, temporaryFolder } from '../served.ts'
import { median } from './quantile.ts'

const points = 1_000_000
const rounds = 3
const startTime = 1_700_000_000

/** A float32, as event files hold; some are not finite. */
const valueAt = (step: number) =>
  step % 9973 === 0
    ? ([Number.NaN, Number.POSITIVE_INFINITY][step % 2] as number)
    : Math.fround(Math.exp(-step / 2e5) + 0.01 * Math.sin(step))

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]
}

function framed(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 16)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length, true)
  view.setUint32(8, maskedCrc32c(bytes, 0, 8), true)
  bytes.set(data, 12)
  view.setUint32(12 + data.length, maskedCrc32c(bytes, 12, 12 + data.length), true)
  return bytes
}

/** wall_time, step, summary {value {tag, simple_value}}. */
function scalarEvent(tag: Uint8Array, step: number): Uint8Array {
  const value = [0x0a, tag.length, ...tag, 0x15, ...new Uint8Array(Float32Array.of(valueAt(step)).buffer)]
  const time = new Uint8Array(Float64Array.of(startTime + step / 100).buffer)
  return framed(
    Uint8Array.from([
      0x09,
      ...time,
      0x10,
      ...varint(step),
      0x2a,
      value.length + 2,
      0x0a,
      value.length,
      ...value,
    ]),
  )
}

function writeFile(path: string, parts: Iterable<string | Uint8Array>): void {
  const file = openSync(path, 'w')
  let waiting: Uint8Array[] = []
  for (const part of parts) {
    waiting.push(typeof part === 'string' ? Buffer.from(part) : part)
    if (waiting.length < 10_000) continue
    writeSync(file, Buffer.concat(waiting))
    waiting = []
  }
  writeSync(file, Buffer.concat(waiting))
  closeSync(file)
}

function* events(): Generator<Uint8Array> {
  const version = Buffer.from('brain.Event:2')
  yield framed(Uint8Array.from([0x1a, version.length, ...version]))
  const tag = new TextEncoder().encode('train/loss')
  for (let step = 0; step < points; step++) yield scalarEvent(tag, step)
}

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
    ['events.out.tfevents.1700000000.host', events],
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
