/** `npm run bench [-- NAME [ARGUMENTS]]`: measures what the README promises; each part says its method. */
import { Refusal } from '../lib/refusal.ts'
import { benchCompare } from './bench/compare.ts'
import { benchDetectors } from './bench/detectors.ts'
import { benchFalseAlarms } from './bench/false-alarms.ts'
import { benchImport } from './bench/import.ts'
import { benchIngest } from './bench/ingest.ts'
import { benchLatency } from './bench/latency.ts'
import { benchLongRun } from './bench/long-run.ts'
import { benchLosses } from './bench/losses.ts'
import { benchNames } from './bench/names.ts'
import { benchNoise } from './bench/noise.ts'
import { benchOneProject } from './bench/one-project.ts'
import { benchPage } from './bench/page.ts'
import { benchProtocols } from './bench/protocols.ts'
import { benchPythonLog } from './bench/python-log.ts'
import { benchSize } from './bench/size.ts'
import { benchTrainingStep } from './bench/training-step.ts'
import { benchVerdicts } from './bench/verdicts.ts'
import { command } from './command.ts'

const benches: Record<string, (args: readonly string[]) => Promise<{ lines: string[] }>> = {
  ingest: benchIngest,
  import: benchImport,
  latency: benchLatency,
  losses: benchLosses,
  'training-step': benchTrainingStep,
  'long-run': benchLongRun,
  size: benchSize,
  names: benchNames,
  compare: benchCompare,
  page: benchPage,
  detectors: benchDetectors,
  'false-alarms': benchFalseAlarms,
  noise: benchNoise,
  'one-project': benchOneProject,
  'python-log': benchPythonLog,
  protocols: benchProtocols,
  verdicts: benchVerdicts,
}

await command(async () => {
  const [name, ...args] = process.argv.slice(2)
  if (name !== undefined && !benches[name])
    throw new Refusal(
      'invalid',
      `There is no bench "${name}": choose one of ${Object.keys(benches).join(', ')}.`,
    )
  for (const [title, bench] of Object.entries(benches)) {
    if (name !== undefined && name !== title) continue
    console.log(`\n${title}`)
    const { lines } = await bench(args)
    for (const line of lines) console.log(`  ${line}`)
  }
  process.exit(0)
})
