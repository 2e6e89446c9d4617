/** `lossglass watch`: a run as it goes on, drawn in the terminal; without one, a line for each change. */
import { emitKeypressEvents } from 'node:readline'
import { Refusal } from '../../lib/refusal.ts'
import type { Run } from '../../lib/run.ts'
import { type FollowedRun, followRun } from './followed.ts'
import type { OwnCommand } from './own-command.ts'
import { hasColours } from './paint.ts'
import { printable } from './printable.ts'
import { recordOf } from './record.ts'
import type { LossglassServer } from './server.ts'
import { tellChanges } from './told-changes.ts'
import { screenLines } from './watch-screen.ts'

const redrawMs = 100
/** Time passes in the headline too. */
const tickMs = 1000
/** Runs that can be turned to. */
const mostRuns = 100

type Named = Pick<Run, 'id' | 'name'>

/** The newest runs. */
async function newestRuns(server: LossglassServer, filter: string): Promise<Named[]> {
  const { runs } = JSON.parse(await server.get(`/api/runs?limit=${mostRuns}${filter}`)) as {
    runs: Named[]
  }
  return runs
}

const liveRuns = (server: LossglassServer) => newestRuns(server, '&status=running')

/** The run that is named, else the newest that goes on, else the newest: which one is said, as nobody asked for it. */
async function firstRun(server: LossglassServer, named: string | undefined): Promise<string> {
  if (named !== undefined) return (await recordOf(server, named)).record.run.id
  const [live] = await liveRuns(server)
  const [run] = live === undefined ? await newestRuns(server, '') : [live]
  if (run !== undefined) {
    const which = live === undefined ? 'No run goes on: the newest that did' : 'The newest run that goes on'
    console.error(`${which} is ${printable(run.name)}.`)
    return run.id
  }
  throw new Refusal('not-found', `${server.url} has no run yet: npm run train -- --task digits trains one.`)
}

async function drawInTerminal(server: LossglassServer, first: string): Promise<void> {
  const { stdin, stdout } = process
  let ids = [first]
  let at = 0
  let panel = 0
  let isLog = false
  let timer: NodeJS.Timeout | null = null
  let end: () => void = () => {}
  let fail: (error: unknown) => void = () => {}
  const ended = new Promise<void>((resolve, reject) => {
    end = resolve
    fail = reject
  })
  let followed = follow()

  function follow(): FollowedRun {
    return followRun(server, ids[at] as string, { changed: redrawSoon, failed: (error) => fail(error) })
  }
  function redrawSoon(): void {
    timer ??= setTimeout(redraw, redrawMs)
  }
  function redraw(): void {
    timer = null
    try {
      draw()
    } catch (error) {
      // The terminal is to be as it was before anything is said.
      fail(error)
    }
  }
  function draw(): void {
    const { view, isConnected } = followed
    const { columns = 80, rows = 24 } = stdout
    const page = `${server.url}/runs/${encodeURIComponent(ids[at] as string)}`
    const place = `${at + 1} of ${ids.length}`
    const size = { columns, rows, isColoured: hasColours() }
    const lines = view
      ? screenLines({ view, panel, isLog, isConnected, place, page }, size, Date.now())
      : [isConnected ? 'Reading the run …' : `No server answers at ${server.url}: waiting for it.`]
    // Each line is cleared behind its end, and what is below: nothing flickers.
    stdout.write(`\x1b[H${lines.map((line) => `${line}\x1b[K`).join('\r\n')}\x1b[J`)
  }
  async function turnTo(by: number): Promise<void> {
    const current = ids[at] as string
    const live = await liveRuns(server).then(
      (runs) => runs.map(({ id }) => id),
      () => ids,
    )
    ids = live.includes(current) ? live : [current, ...live]
    at = (ids.indexOf(current) + by + ids.length) % ids.length
    if (ids[at] !== current) {
      followed.close()
      panel = 0
      followed = follow()
    }
    redrawSoon()
  }
  function pressed(_: string | undefined, key: { name?: string; ctrl?: boolean }): void {
    if (key.name === 'q' || key.name === 'escape' || (key.ctrl && key.name === 'c')) end()
    if (key.name === 'up' || key.name === 'down') turnTo(key.name === 'up' ? -1 : 1)
    if (key.name === 'left') panel--
    if (key.name === 'right') panel++
    if (key.name === 'l') isLog = !isLog
    redrawSoon()
  }

  emitKeypressEvents(stdin)
  stdin.setRawMode(true)
  stdin.on('keypress', pressed)
  stdout.on('resize', redraw)
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end())
  const tick = setInterval(redrawSoon, tickMs)
  // A screen of its own, so that what stood there is there again afterwards.
  stdout.write('\x1b[?1049h\x1b[?25l')
  turnTo(0)
  try {
    await ended
  } finally {
    clearInterval(tick)
    if (timer) clearTimeout(timer)
    followed.close()
    stdout.off('resize', redraw)
    stdin.off('keypress', pressed)
    stdin.setRawMode(false)
    stdin.pause()
    stdout.write('\x1b[?25h\x1b[?1049l')
  }
  console.log(`${server.url}/runs/${encodeURIComponent(ids[at] as string)}`)
}

export const watchRuns: OwnCommand = {
  name: 'watch',
  usage: 'watch [RUN]',
  title: 'Draws a run in the terminal as it goes on; the newest that does where none is named',
  asks: 'server',
  options: {},
  help: {
    flags: [],
    notes: [
      'Keys: q ends, up and down turn to another run that goes on, left and right to another metric, l to a logarithmic axis and back.',
      'Without a terminal, and with --json, a line for each change, at most one a second, until the run has ended.',
    ],
  },
  async run({ flags, places }, server) {
    if (places.length > 1) throw new Refusal('invalid', 'lossglass watch takes one run at a time.')
    const run = await firstRun(server, places[0])
    const isTerminal = process.stdin.isTTY && process.stdout.isTTY
    if (flags.json || !isTerminal) await tellChanges(server, run, flags.json === true)
    else await drawInTerminal(server, run)
  },
}
