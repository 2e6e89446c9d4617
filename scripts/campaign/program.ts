/** A training of the campaign, a process of its own: logs one run with the client and says at its end what became of it. */
import { startRun } from '../../lib/client.ts'
import { valuesAt } from './values.ts'

const [url = '', id = '', spoolFolder = '', steps = '', pauseMs = ''] = process.argv.slice(2)
const run = startRun({ id }, { url, spoolFolder, system: false })
for (let step = 0; step < Number(steps); step++) {
  run.log(step, valuesAt(step))
  await new Promise((resolve) => setTimeout(resolve, Number(pauseMs)))
}
console.log(JSON.stringify(await run.finish()))
process.exit(0)
