/** Keeps the sweeps of a server: makes them, tells how they stand, trains those that no terminal trains. */
import { randomBytes } from 'node:crypto'
import { parse } from '../parse.ts'
import { cut, Refusal } from '../refusal.ts'
import { isLive } from '../run.ts'
import { stoppedBySweep } from '../sweep/cell.ts'
import type { ListedSweep, SweepDetail } from '../sweep/detail.ts'
import { checkSweep, seedsOf } from '../sweep/options.ts'
import { differInSeedsOnly, nameOfPlan, trainingsOf, withSeeds } from '../sweep/plan.ts'
import { beatBody, seedsBody, sweepControlBody } from '../sweep/schema.ts'
import { mostTrainings, type Sweep } from '../sweep/sweep.ts'
import { defaultJobs } from './default-jobs.ts'
import { createSweepDrivers, type SweepDriversParts } from './sweep-drivers.ts'
import { detailOf, listedSweeps } from './sweep-standing.ts'

export type SweepKeeper = {
  /** Newest first. */
  list(): Promise<ListedSweep[]>
  /** By id or name. Refuses one that there is not. */
  read(idOrName: string): Promise<SweepDetail>
  /**
   * The sweep of these unchecked options, made or, where there is one of the name that differs in its seeds at most,
   * gone on with.
   */
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

/** After its run was asked to stop, a training may end by itself for so long. */
const graceMs = 2000

export function createSweepKeeper(parts: SweepDriversParts): SweepKeeper {
  const { store, recorder, now } = parts
  const drivers = createSweepDrivers(parts)

  async function found(idOrName: string): Promise<Sweep> {
    const sweep = await store.readSweep(idOrName)
    if (!sweep) throw new Refusal('not-found', `There is no sweep "${cut(idOrName)}".`)
    return sweep
  }

  /** Refuses, with what to do instead, while anybody trains the sweep. */
  async function requireAtRest(sweep: Sweep, instead: string): Promise<void> {
    const isDriven = await drivers.driven()
    if (isDriven(sweep))
      throw new Refusal('conflict', `The sweep ${cut(sweep.name)} is going on: ${instead}.`)
  }

  async function stop(sweep: Sweep): Promise<void> {
    await store.writeSweep({ ...sweep, stoppedAt: now() })
    drivers.stop(sweep, graceMs)
    const ids = trainingsOf(sweep).map(({ runId }) => runId)
    const live = (await store.readRuns(ids)).filter(({ run }) => isLive(run) && run.stopAsked === null)
    const why = { by: stoppedBySweep, reason: 'Stopped with its sweep.', time: now(), done: false } as const
    await recorder.record(live.map(({ run }) => ({ type: 'control', runId: run.id, action: 'stop', ...why })))
  }

  return {
    list: async () => listedSweeps(store, await drivers.driven()),
    read: async (idOrName) => detailOf(store, await found(idOrName), await drivers.driven()),
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
      await drivers.goOn(sweep, holder === null ? {} : { holder })
      return { sweep, isNew: known === null }
    },
    async addSeeds(idOrName, input) {
      const sweep = await found(idOrName)
      const { seeds } = parse(seedsBody, input)
      await requireAtRest(sweep, 'add seeds once it has ended or was stopped')
      const grown = { ...sweep, plan: withSeeds(sweep.plan, seedsOf(seeds)) }
      requireFew(grown)
      await store.writeSweep(grown)
      return grown
    },
    async control(idOrName, input) {
      const sweep = await found(idOrName)
      const { action, ...how } = parse(sweepControlBody, input)
      await (action === 'stop' ? stop(sweep) : drivers.goOn(sweep, how))
    },
    async beat(idOrName, input) {
      const { id, stoppedAt } = await found(idOrName)
      const { holder, isOver: hasEnded } = parse(beatBody, input)
      if (hasEnded) drivers.release(id, holder)
      else drivers.hold(id, holder)
      return { stop: stoppedAt !== null || drivers.isDrivenHere(id) }
    },
    async remove(idOrName) {
      const sweep = await found(idOrName)
      await requireAtRest(sweep, 'stop it first')
      await store.deleteSweep(sweep.id)
    },
    driven: drivers.ids,
    close: drivers.leave,
  }
}

function requireFew({ plan }: Sweep): void {
  const { losses, lrs, seeds } = plan
  const count = losses.length * lrs.length * seeds.length
  if (count > mostTrainings)
    throw new Refusal('invalid', `This would be ${count} trainings; a sweep has at most ${mostTrainings}.`)
}
