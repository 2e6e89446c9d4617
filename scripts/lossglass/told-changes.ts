/** A run as it goes on, a line for each change. */
import { numberToName, toJson } from '../../lib/number.ts'
import { isLive } from '../../lib/run.ts'
import { mainSeries } from '../../lib/summary/main-metric.ts'
import { runHeadline } from '../../lib/summary/run-headline.ts'
import { readingsOf } from '../../lib/summary/stored-run.ts'
import { followRun } from './followed.ts'
import { printable, printableJson } from './printable.ts'
import type { LossglassServer } from './server.ts'

const everyMs = 1000

/** Until the run has ended. */
export function tellChanges(server: LossglassServer, id: string, isJson: boolean): Promise<void> {
  const page = `${server.url}/runs/${encodeURIComponent(id)}`
  return new Promise((resolve, reject) => {
    let isDue = false
    let told = ''
    let toldAt = Number.NEGATIVE_INFINITY
    const followed = followRun(server, id, {
      changed() {
        if (!isDue) setTimeout(tell, Math.max(0, toldAt + everyMs - performance.now()))
        isDue = true
      },
      failed(error) {
        followed.close()
        reject(error)
      },
    })

    function tell(): void {
      isDue = false
      toldAt = performance.now()
      const { view } = followed
      if (!view) return
      const { run, findings } = view
      const readings = readingsOf(view)
      const { tone, text } = runHeadline({ run, findings, ...readings }, Date.now())
      const names = mainSeries(Object.keys(readings.latest), run)
      const values = names.flatMap((name) =>
        readings.latest[name] ? [[name, readings.latest[name]] as const] : [],
      )
      const said = {
        ...{ run: run.id, name: run.name, status: run.status, tone, headline: text },
        metrics: Object.fromEntries(
          values.map(([name, { step, value }]) => [name, { step, value: numberToName(value) }]),
        ),
        page,
      }
      const line = isJson ? printableJson(toJson(said)) : printable(`${run.name}: ${run.status}. ${text}`)
      if (line !== told) console.log(line)
      told = line
      if (isLive(run)) return
      if (!isJson) console.log(page)
      followed.close()
      resolve()
    }
  })
}
