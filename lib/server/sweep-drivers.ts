/** Who trains a sweep: this server, a terminal that says so again and again, or another server on the same database. */
import type { Recorder } from '../recorder/recorder.ts'
import { cut, Refusal } from '../refusal.ts'
import type { Store } from '../store/store.ts'
import { type Drive, driveSweep } from '../sweep/drive.ts'
import { startedEvent, trainingFlagsOf } from '../sweep/flags.ts'
import { trainingsOf } from '../sweep/plan.ts'
import { startRunner } from '../sweep/runner-process.ts'
import { needsTerminal, type Sweep } from '../sweep/sweep.ts'
import { createLeases, type SweepLeases } from './sweep-leases.ts'

/** `holder`: the terminal that is to train it; without one it is this server. */
export type GoingOn = { holder?: string; retryFailed?: boolean }

export type SweepDrivers = Pick<SweepLeases, 'hold' | 'release'> & {
  /** Tells of each sweep whether anybody trains it, as of now. */
  driven(): Promise<(sweep: Sweep) => boolean>
  /** Refuses where the sweep goes on already, or cannot go on here. */
  goOn(sweep: Sweep, how: GoingOn): Promise<void>
  /** Where this server trains it, it begins nothing more, and its trainings have so long to end by themselves. */
  stop(sweep: Sweep, afterMs: number): void
  isDrivenHere(sweepId: string): boolean
  /** Ids of the sweeps that this server trains, or a terminal that told it. */
  ids(): string[]
  /** Begins nothing more, and leaves alone what goes on. */
  leave(): void
}

export type SweepDriversParts = {
  store: Store
  recorder: Recorder
  now(): number
  url(): string
  token: string | undefined
  /** Ids of sweeps that other servers on the same database keep going. */
  drivenElsewhere(): Promise<readonly string[]>
}

export function createSweepDrivers(parts: SweepDriversParts): SweepDrivers {
  const { store, recorder, now, url, token, drivenElsewhere } = parts
  const leases = createLeases(now)
  const drives = new Map<string, Drive>()

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

  return {
    hold: leases.hold,
    release: leases.release,
    async driven() {
      const elsewhere = new Set(await drivenElsewhere())
      return ({ id }) => drives.has(id) || leases.isHeld(id) || elsewhere.has(id)
    },
    async goOn(sweep, { holder, retryFailed = false }) {
      await requireFree(sweep, holder)
      const running = { ...sweep, stoppedAt: null }
      await store.writeSweep(running)
      if (holder === undefined) drive(running, retryFailed)
    },
    stop: ({ id }, afterMs) => drives.get(id)?.stop(afterMs),
    isDrivenHere: (sweepId) => drives.has(sweepId),
    ids: () => [...new Set([...drives.keys(), ...leases.held()])],
    leave() {
      for (const driven of drives.values()) driven.leave()
    },
  }
}
