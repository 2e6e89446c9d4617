/** `npm run sweep`: trains with each of several losses and learning rates, over the same seeds. */
import { plural } from '../lib/format.ts'
import { Refusal } from '../lib/refusal.ts'
import type { SweepDetail } from '../lib/sweep/detail.ts'
import { driveSweep } from '../lib/sweep/drive.ts'
import { startedEvent, trainingFlagsOf } from '../lib/sweep/flags.ts'
import { thisHolder } from '../lib/sweep/holder.ts'
import { shellWord } from '../lib/sweep/more-seeds.ts'
import { trainingsOf } from '../lib/sweep/plan.ts'
import { tallyOf } from '../lib/sweep/progress.ts'
import { startRunner } from '../lib/sweep/runner-process.ts'
import { comparePath, summaryLines, tallyText } from '../lib/sweep/words.ts'
import { command } from './command.ts'
import { type Asked, askedFor } from './sweep/flags.ts'
import { createReport, verdictLines } from './sweep/report.ts'
import { patiently, type SweepServer, sweepServer } from './sweep/server.ts'

const beatMs = 2000
/** How often it is asked how the sweep stands; of a large one less often, as the answer grows with it. */
const reportMs = (trainings: number) => Math.max(1000, 5 * trainings)

/** The sweep that is asked for, taken by this terminal. */
async function begun(asked: Asked, server: SweepServer, holder: string): Promise<SweepDetail> {
  await server.requireLogging()
  if (asked.resume === null) return server.read((await server.start(asked.body)).id)
  const { sweep } = await server.read(asked.resume)
  if (asked.seeds) await server.addSeeds(sweep.id, asked.seeds)
  await server.goOn(sweep.id, holder)
  return server.read(sweep.id)
}

await command(async () => {
  const holder = thisHolder()
  const asked = await askedFor(holder)
  const server = sweepServer(asked.server)
  const start = await begun(asked, server, holder)
  const { sweep } = start
  const jobs = asked.jobs ?? sweep.jobs
  const wanted = new Set(
    start.trainings
      .filter(({ isOver, status }) => !isOver || (asked.retryFailed && status !== 'finished'))
      .map(({ runId }) => runId),
  )
  const all = plural(start.trainings.length, 'training')
  console.log(`Sweep ${sweep.name}: ${all}, ${jobs} at a time. ${asked.server}/sweeps/${sweep.id}`)
  if (wanted.size < start.trainings.length)
    console.log(`${start.trainings.length - wanted.size} of them are over already.`)

  let stopped: 'here' | 'elsewhere' | null = null
  const isStopped = () => stopped !== null
  const drive = driveSweep({
    trainings: trainingsOf(sweep).filter(({ runId }) => wanted.has(runId)),
    ...{ jobs, retryFailed: asked.retryFailed, now: Date.now },
    logbook: {
      readRun: (id) => patiently(() => server.readRun(id), isStopped, null),
      record: (events) => patiently(() => server.record(events), isStopped, undefined),
    },
    start: (training) =>
      startRunner(trainingFlagsOf(sweep, training, asked.server), process.env.LOSSGLASS_TOKEN),
    describe: (training) => startedEvent(sweep, training, Date.now()),
    async mayGoOn() {
      await beat()
      return !isStopped()
    },
  })

  function stop(by: 'here' | 'elsewhere'): void {
    if (isStopped()) return
    stopped = by
    drive.stop(0)
  }
  async function beat(): Promise<void> {
    const isAsked = await patiently(() => server.beat(sweep.id, holder), isStopped, false)
    if (isAsked) stop('elsewhere')
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop('here'))

  const report = createReport(start)
  const show = async () => report.show(await server.read(sweep.id), jobs)
  // A server that is away for a moment is asked again at the next tick.
  function endFor(error: Error): void {
    if (!isStopped()) console.error(error.message)
    stop('elsewhere')
  }
  const beating = setInterval(() => void beat().catch(endFor), beatMs)
  const reporting = setInterval(() => void show().catch(() => {}), reportMs(start.trainings.length))
  await drive.done
  clearInterval(beating)
  clearInterval(reporting)
  if (stopped === 'here') await server.stop(sweep.id).catch(() => {})
  await server.beat(sweep.id, holder, true).catch(() => {})
  const where = asked.isServerNamed ? ` --server ${shellWord(asked.server)}` : ''
  const resume = `npm run sweep -- --resume ${shellWord(sweep.name)}${where}`
  const end = await server.read(sweep.id).catch(() => null)
  if (!end)
    throw new Refusal(
      'unavailable',
      `The server at ${asked.server} cannot be asked any more: what was trained is delivered when it can be. Go on then with: ${resume}`,
    )
  report.show(end, jobs)
  report.close()

  for (const line of summaryLines(end.trainings)) console.log(line)
  for (const line of await verdictLines(server, end)) console.log(line)
  console.log(`Compare: ${asked.server}${comparePath(sweep, end.score)}`)
  const tally = tallyOf(end.trainings)
  if (end.state !== 'done') console.log(`Stopped: ${tallyText(tally)}. Go on with: ${resume}`)
  process.exit(end.state !== 'done' ? 130 : tally.failed > 0 ? 1 : 0)
})
