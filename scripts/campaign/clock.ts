/** The server's clock is set forth and back by hours and days while programs log: nothing is lost, and nobody is said to be. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '../../lib/random.ts'
import { serve, temporaryFolder } from '../served.ts'
import { check, type Entry, json, noFaults, sumOf } from './ledger.ts'
import { startPoster } from './poster.ts'
import { startPrograms } from './programs.ts'

const hour = 3_600_000
const leaps = [-48 * hour, -hour, -60_000, 60_000, hour, 48 * hour]
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Read by the server before anything else: its clock is off by what a file says. */
const preload = (file: string) => `
import { readFileSync } from 'node:fs'
const file = ${JSON.stringify(file)}
const RealDate = Date
let off = 0
const realNow = Date.now
setInterval(() => { off = Number(readFileSync(file, 'utf8')) || 0 }, 100).unref()
const now = () => realNow() + off
globalThis.Date = new Proxy(RealDate, {
  construct: (of, args, as) => Reflect.construct(of, args.length ? args : [now()], as),
  apply: () => new RealDate(now()).toString(),
  get: (of, name) => (name === 'now' ? now : Reflect.get(of, name)),
})
`

export async function campaignClock(args: readonly string[]): Promise<string[]> {
  const [times = 20, seed = 1] = args.map(Number)
  const { uniform } = createRandom(seed)
  const folder = temporaryFolder()
  const file = join(folder, 'off')
  const clock = join(folder, 'clock.mjs')
  writeFileSync(file, '0')
  writeFileSync(clock, preload(file))
  const server = await serve({ folder, preload: clock })
  try {
    const ledger = new Map<string, Entry>()
    const { url } = server
    const logging = startPrograms({
      url,
      spoolFolder: join(folder, '.lossglass', 'spool'),
      count: 2,
      pauseMs: 100,
      ledger,
    })
    const posting = Array.from({ length: 2 }, (_, i) => startPoster(url, `poster-${i}`, ledger, 100))
    let off = 0
    for (let i = 0; i < times; i++) {
      off += leaps[Math.floor(uniform() * leaps.length)] as number
      writeFileSync(file, String(off))
      // The server looks at its clock every five seconds.
      await pause(6000)
    }
    await Promise.all([logging.end(), ...posting.map((poster) => poster.stop())])
    let faults = noFaults
    let falsely = 0
    for (const [id, entry] of ledger) {
      faults = sumOf(faults, await check(url, id, entry))
      const { run, findings } = (await json(`${url}/api/runs/${id}`)) as {
        run: { status: string }
        findings: { code: string }[]
      }
      if (run.status === 'lost' || findings.some(({ code }) => code === 'stalled')) falsely++
    }
    const { lost, twice, wrong, findingsTwice } = faults
    return [
      `${times} × set by a minute, an hour or two days; of ${ledger.size} runs ${falsely} falsely lost or silent; ${lost} points lost, ${twice} twice, ${wrong} not exact; ${findingsTwice} findings twice`,
    ]
  } finally {
    await server.close()
  }
}
