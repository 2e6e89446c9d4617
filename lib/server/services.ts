/**
 * The shelf from which pages and route handlers take what the server opened. Next gives each of them module state of
 * its own; only `globalThis` is shared, and this is the only file that touches it.
 */
import type { ReadOwn } from '../http/own-call.ts'
import type { Pages } from '../live/pages.ts'
import type { Sources } from '../live/sources.ts'
import type { ShowRows } from '../matrix/example-reader.ts'
import type { Judge } from '../matrix/judge.ts'
import type { Scorer } from '../matrix/scorer.ts'
import type { Notifier } from '../notify/notifier.ts'
import type { Recorder } from '../recorder/recorder.ts'
import type { Run } from '../run.ts'
import type { SettingsKeeper } from '../settings/keeper.ts'
import type { Store } from '../store/store.ts'
import type { TokenKeeper } from '../tokens/keeper.ts'
import type { ListRows } from './list-rows.ts'
import type { SweepKeeper } from './sweep-keeper.ts'

export type Services = {
  store: Store
  /** Of the list of runs. */
  rows: ListRows
  recorder: Recorder
  sources: Sources
  pages: Pages
  settings: SettingsKeeper
  notifier: Notifier
  judge: Judge
  /** Remembers what the judge has scored. */
  scorer: Scorer
  /** Shows rows of the data that comes with the tasks. */
  showRows: ShowRows
  /** Starts a training on this machine, in a process of its own, from unchecked options. */
  startTraining(options: unknown): Promise<Run>
  sweeps: SweepKeeper
  tokens: TokenKeeper
  /** Whether others than its owner may use this server: it wants a token. */
  isShared: boolean
  /** The text of the Python client, which a program may fetch from the server that it logs to. */
  readPythonClient(): Promise<string>
  /** The API by OpenAPI, made here: its schemas know all of the trainings, which no page needs. */
  describeApi(): object
  /** What this server answers to a path of its own, a page for example. */
  readOwn: ReadOwn
  version: string
}

const shelf = globalThis as typeof globalThis & { lossglass?: Services }

export function provideServices(services: Services): void {
  shelf.lossglass = services
}

export function services(): Services {
  if (!shelf.lossglass) throw new Error('The server has not opened its services.')
  return shelf.lossglass
}
