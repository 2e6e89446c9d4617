/** Keeps the sweeps of a server: makes them, tells how they stand, trains those that no terminal trains. */
import { randomBytes } from 'node:crypto'
import { parse } from '../parse.ts'
import type { Recorder } from '../recorder/recorder.ts'
import { cut, Refusal } from '../refusal.ts'
import { isLive } from '../run.ts'
import type { RunRecord, Store } from '../store/store.ts'
import { runSummary } from '../summary/run-summary.ts'
import { type Cell, cellOfRun, isOver, stoppedBySweep, waitingCell } from '../sweep/cell.ts'
import type { ListedSweep, SweepDetail } from '../sweep/detail.ts'
import { type Drive, driveSweep } from '../sweep/drive.ts'
import { startedEvent, trainingFlagsOf } from '../sweep/flags.ts'
import { checkSweep, seedsOf } from '../sweep/options.ts'
import { differInSeedsOnly, nameOfPlan, trainingsOf, withSeeds } from '../sweep/plan.ts'
import { stateOf, tallyOf } from '../sweep/progress.ts'
import { startRunner } from '../sweep/runner-process.ts'
import { beatBody, seedsBody, sweepControlBody } from '../sweep/schema.ts'
import { scoreOf } from '../sweep/score.ts'
import { mostTrainings, needsTerminal, type Sweep } from '../sweep/sweep.ts'
import { defaultJobs } from './default-jobs.ts'
import { createLeases } from './sweep-leases.ts'

export type SweepKeeper = {
  /** Newest first. */
  list(): Promise<ListedSweep[]>
  /** By id or name. Refuses one that there is not. */
  read(idOrName: string): Promise<SweepDetail>
  /** The sweep of these unchecked options, made or, where there is one of the name that differs in its seeds at most, gone on with. */
  start(input: unknown): Promise<{ sweep: Sweep; isNew: boolean }>
  addSeeds(idOrName: string, input: unknown): Promise<Sweep>
  /** Stops the sweep, or goes on with it. */
  control(idOrName: string, input: unknown): Promise<void>
  /** A terminal says that it trains the sweep, or no longer; whether it is to stop. */
  beat(idOrName: string, input: unknown): Promise<{ stop: boolean }>
  /** Forgets the sweep; its runs stay. */
  remove(idOrName: string): Promise<void>
  /** Ids of the sweeps that this server, or a terminal that told it, keeps going. */
  driven(): string[]
  /** Begins nothing more. What goes on is left alone, as any training is when the server ends. */
  close(): void
}

type GoingOn = { holder?: string; retryFailed?: boolean }

export type SweepKeeperParts = {
  store: Store
  recorder: Recorder
  now(): number
  url(): string
  token: string | undefined
  /** Ids of sweeps that other servers on the same database keep going. */
  drivenElsewhere(): Promise<readonly string[]>
}

/** After its run was asked to stop, a training may end by itself for so long. */
const graceMs = 2000

export function createSweepKeeper(parts: SweepKeeperParts): SweepKeeper {
  const { store, recorder, now, url, token, drivenElsewhere } = parts
  const leases = createLeases(now)
  const drives = new Map<string, Drive>()

  /** Whether a sweep goes on, here or elsewhere. */
  async function driven(): Promise<(sweep: Sweep) => boolean> {
    const elsewhere = new Set(await drivenElsewhere())
    return ({ id }) => drives.has(id) || leases.isHeld(id) || elsewhere.has(id)
  }

  async function found(idOrName: string): Promise<Sweep> {
    const sweep = await store.readSweep(idOrName)
    if (!sweep) throw new Refusal('not-found', `There is no sweep "${cut(idOrName)}".`)
    return sweep
  }

  async function detailOf(sweep: Sweep): Promise<SweepDetail> {
    const planned = trainingsOf(sweep)
    const records = await store.readRuns(planned.map(({ runId }) => runId))
    const byId = new Map(records.map((record) => [record.run.id, record]))
    const score = scoreOf(sweep, records)
    const trainings = planned.map(({ runId, loss, lr, seed }) => {
      const cell = waitingCell({ runId, loss: loss.text, lr, seed })
      const record = byId.get(runId)
      return record ? withValues(cellOfRun(cell, record.run), record, score) : cell
    })
    const isDriven = await driven()
    const state = stateOf(trainings, { isDriven: isDriven(sweep), stoppedAt: sweep.stoppedAt })
    return { sweep, state, needsTerminal: needsTerminal(sweep.plan), score, trainings }
  }

  function drive(sweep: Sweep, retryFailed: boolean): void {
    const driven = driveSweep({
      ...{ trainings: trainingsOf(sweep), jobs: sweep.jobs, retryFailed, now },
      logbook: { readRun: async (id) => (await store.readRun(id))?.run ?? null, record: recorder.record },
      start: (training) => startRunner(trainingFlagsOf(sweep, training, url()), token),
      describe: (training) => startedEvent(sweep, training, now()),
      // It may have been stopped, or forgotten, through another server.
      mayGoOn: async () => (await store.readSweep(sweep.id))?.stoppedAt === null,
    })
    drives.set(sweep.id, driven)
    driven.done
      .catch((error) => console.error(error instanceof Refusal ? error.message : error))
      .finally(() => drives.delete(sweep.id))
  }

  /** Refuses where the sweep goes on, or cannot go on here. */
  async function requireFree({ id, name, plan }: Sweep, holder: string | undefined): Promise<void> {
    const refuse = (why: string) => {
      throw new Refusal('conflict', why)
    }
    if (drives.has(id) || (await drivenElsewhere()).includes(id))
      refuse(`The sweep ${cut(name)} is going on already.`)
    if (holder !== undefined) leases.hold(id, holder)
    else if (leases.isHeld(id)) refuse(`The sweep ${cut(name)} is going on in a terminal.`)
    else if (needsTerminal(plan))
      refuse(
        `It has data or a loss of your own, so it goes on in a terminal: npm run sweep -- --resume ${id}.`,
      )
  }

  /** By the terminal that holds it, or else by this server. */
  async function goOn(sweep: Sweep, { holder, retryFailed = false }: GoingOn): Promise<void> {
    await requireFree(sweep, holder)
    const running = { ...sweep, stoppedAt: null }
    await store.writeSweep(running)
    if (holder === undefined) drive(running, retryFailed)
  }

  async function stop(sweep: Sweep): Promise<void> {
    await store.writeSweep({ ...sweep, stoppedAt: now() })
    drives.get(sweep.id)?.stop(graceMs)
    const ids = trainingsOf(sweep).map(({ runId }) => runId)
    const live = (await store.readRuns(ids)).filter(({ run }) => isLive(run) && run.stopAsked === null)
    const why = { by: stoppedBySweep, reason: 'Stopped with its sweep.', time: now(), done: false } as const
    await recorder.record(live.map(({ run }) => ({ type: 'control', runId: run.id, action: 'stop', ...why })))
  }

  return {
    async list() {
      const isDriven = await driven()
      const [sweeps, standings] = await Promise.all([store.listSweeps(), store.listStandings('sweep-')])
      const byId = new Map(standings.map((standing) => [standing.id, standing]))
      return sweeps.map((sweep) => {
        const cells = trainingsOf(sweep).map(({ runId }) => {
          const standing = byId.get(runId)
          return { status: standing?.status ?? null, isOver: standing !== undefined && isOver(standing) }
        })
        const state = stateOf(cells, { isDriven: isDriven(sweep), stoppedAt: sweep.stoppedAt })
        return { sweep, state, tally: tallyOf(cells) }
      })
    },
    read: async (idOrName) => detailOf(await found(idOrName)),
    async start(input) {
      const { holder, ...given } = checkSweep(input)
      const name = given.name ?? nameOfPlan(given.plan)
      const known = await store.readSweep(name)
      if (known && !(known.project === given.project && differInSeedsOnly(known.plan, given.plan)))
        throw new Refusal(
          'conflict',
          `There is a sweep ${cut(name)} already, with other settings: choose another name, or go on with it by npm run sweep -- --resume ${known.id}.`,
        )
      const jobs = given.jobs ?? known?.jobs ?? defaultJobs()
      const { project, plan } = given
      const id = `sweep-${randomBytes(4).toString('hex')}`
      const sweep = known
        ? { ...known, jobs, plan: withSeeds(known.plan, plan.seeds) }
        : { id, name, project, plan, jobs, createdAt: now(), stoppedAt: null }
      requireFew(sweep)
      await goOn(sweep, holder === null ? {} : { holder })
      return { sweep, isNew: known === null }
    },
    async addSeeds(idOrName, input) {
      const sweep = await found(idOrName)
      const { seeds } = parse(seedsBody, input)
      const isDriven = await driven()
      if (isDriven(sweep))
        throw new Refusal(
          'conflict',
          `The sweep ${cut(sweep.name)} is going on: add seeds once it has ended or was stopped.`,
        )
      const grown = { ...sweep, plan: withSeeds(sweep.plan, seedsOf(seeds)) }
      requireFew(grown)
      await store.writeSweep(grown)
      return grown
    },
    async control(idOrName, input) {
      const sweep = await found(idOrName)
      const { action, ...how } = parse(sweepControlBody, input)
      await (action === 'stop' ? stop(sweep) : goOn(sweep, how))
    },
    async beat(idOrName, input) {
      const { id, stoppedAt } = await found(idOrName)
      const { holder, isOver: hasEnded } = parse(beatBody, input)
      if (hasEnded) leases.release(id, holder)
      else leases.hold(id, holder)
      return { stop: stoppedAt !== null || drives.has(id) }
    },
    async remove(idOrName) {
      const sweep = await found(idOrName)
      const isDriven = await driven()
      if (isDriven(sweep))
        throw new Refusal('conflict', `The sweep ${cut(sweep.name)} is going on: stop it first.`)
      await store.deleteSweep(sweep.id)
    },
    driven: () => [...new Set([...drives.keys(), ...leases.held()])],
    close() {
      for (const driven of drives.values()) driven.leave()
    },
  }
}

function requireFew({ plan }: Sweep): void {
  const { losses, lrs, seeds } = plan
  const count = losses.length * lrs.length * seeds.length
  if (count > mostTrainings)
    throw new Refusal('invalid', `This would be ${count} trainings; a sweep has at most ${mostTrainings}.`)
}

function withValues(cell: Cell, { run, series, findings }: RunRecord, score: string): Cell {
  const step = Math.max(0, ...series.map(({ last }) => last.step))
  const scored = series.filter(({ name }) => name === score)
  const { best, latest } = runSummary({ run, series: scored, findings })
  return { ...cell, step, score: (best[score] ?? latest[score])?.value ?? null }
}
