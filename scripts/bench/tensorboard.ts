/** Event files of many runs: how long they take this program and TensorBoard to read, and a file of a million points. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileOnDisk, filesBelow, headOnDisk } from '../../lib/ingest/disk.ts'
import { sortFiles } from '../../lib/ingest/index.ts'
import { root } from '../../lib/root.ts'
import { type Served, temporaryFolder } from '../served.ts'
import { eventRecords, writeFile } from './event-files.ts'
import { toolsPython } from './other-tools.ts'
import { median } from './quantile.ts'

const runs = 200
const pointsOfRun = 2000
const million = 1_000_000
const rounds = 3
const fileName = 'events.out.tfevents.1700000000.host'

/** As TensorBoard's server loads a folder when its loader in Rust is not there: by default it keeps 1,000 points of a series. */
const multiplexer = `
import sys, time
from tensorboard.backend.event_processing import data_ingester, plugin_event_multiplexer
start = time.perf_counter()
loaded = plugin_event_multiplexer.EventMultiplexer(
    tensor_size_guidance=data_ingester.DEFAULT_TENSOR_SIZE_GUIDANCE)
loaded.AddRunsFromDirectory(sys.argv[1])
loaded.Reload()
print(time.perf_counter() - start)
`

/** As its server loads by default, which answers while it still loads: one cycle of the loader in Rust, by its own clock. */
const rustLoader = `
import re, subprocess, sys, tensorboard_data_server
loader = subprocess.Popen([tensorboard_data_server.server_binary(), '--logdir', sys.argv[1], '--port', '0',
    '--reload', 'once', '--verbose'], stderr=subprocess.PIPE, text=True)
for line in loader.stderr:
    took = re.search(r'Finished load cycle \\(([0-9.]+)(m?s)\\)', line)
    if took:
        print(float(took.group(1)) / (1000 if took.group(2) == 'ms' else 1))
        break
loader.kill()
`

function read(path: string): { seconds: number; points: number } {
  const start = performance.now()
  let points = 0
  for (const { format, group } of sortFiles(filesBelow([path]), headOnDisk).groups)
    for (const { series } of format.read(group.files.map(fileOnDisk), group, {}).runs)
      for (const { steps } of series) points += steps.length
  return { seconds: (performance.now() - start) / 1000, points }
}

/** The seconds that a program of the tools' Python prints. */
function secondsOf(program: string, ...args: string[]): number {
  return Number(
    execFileSync(toolsPython(), ['-c', program, ...args], { stdio: ['ignore', 'pipe', 'ignore'] }),
  )
}

/** Seconds of the whole command, until the server has all of it. */
function stored(path: string, { url }: Served): number {
  const start = performance.now()
  execFileSync(process.execPath, [join(root, 'dist/import.js'), path, '--server', url])
  return (performance.now() - start) / 1000
}

/** The same folder under a name of its own each round: a file that the server knows is not sent again. */
function inRounds(folder: string, expected: number, server: Served) {
  const reads: number[] = []
  const stores: number[] = []
  for (let round = 0; round < rounds; round++) {
    const path = `${folder}-${round}`
    renameSync(round ? `${folder}-${round - 1}` : folder, path)
    const { seconds, points } = read(path)
    if (points !== expected) throw new Error(`${points} points were read, not ${expected}`)
    reads.push(seconds)
    stores.push(stored(path, server))
  }
  return { read: median(reads), stored: median(stores), path: `${folder}-${rounds - 1}` }
}

const shown = (seconds: number) => `${seconds.toFixed(seconds < 0.1 ? 3 : 2)} s`

function makeFile(folder: string, points: number): void {
  mkdirSync(folder, { recursive: true })
  writeFile(join(folder, fileName), eventRecords(points))
}

export function eventFileLines(server: Served): string[] {
  const home = temporaryFolder()
  try {
    const many = join(home, 'many')
    for (let run = 0; run < runs; run++) makeFile(join(many, `run-${run}`), pointsOfRun)
    const ours = inRounds(many, runs * pointsOfRun, server)
    const times = (program: string) =>
      median(Array.from({ length: rounds }, () => secondsOf(program, ours.path)))
    const [python, rust] = [times(multiplexer), times(rustLoader)]
    const one = join(home, 'one')
    makeFile(one, million)
    const single = inRounds(one, million, server)
    return [
      `event files of ${runs} runs with ${pointsOfRun} points: every point read in ${shown(ours.read)}, beside ${shown(python)} for TensorBoard's multiplexer, which keeps 1,000 a series: ${(python / ours.read).toFixed(1)} times (goal 10)`,
      `  its loader in Rust, several threads, keeps 1,000 a series too: ${shown(rust)}; npm run import, stored, detectors on: ${shown(ours.stored)}`,
      `an event file of a million points: read in ${shown(single.read)} (goal 1 s); npm run import, stored, detectors on: ${shown(single.stored)}`,
    ]
  } finally {
    rmSync(home, { recursive: true })
  }
}
