/** Runs that go on and whose programs no server has: they are lost unless these come back. */
import type { OtherServers } from '../live/other-servers.ts'
import type { Sources } from '../live/sources.ts'
import type { Run } from '../run.ts'
import type { Store } from '../store/store.ts'
import { runsGoingOn } from './going-on.ts'

/** Sources that keep a connection open while they train: without one, their running run is lost. */
const connectedSources = ['runner', 'client']

export const isConnectedSource = ({ source }: Run) => connectedSources.includes(source)

type Parts = {
  store: Store
  sources: Pick<Sources, 'connected' | 'expect'>
  others: Pick<OtherServers, 'busy'>
}

export async function expectOrphans({ store, sources, others }: Parts): Promise<void> {
  const { runs: elsewhere } = await others.busy()
  const trained = new Set([...elsewhere, ...sources.connected()].map(([runId]) => runId))
  for (const { run } of await runsGoingOn(store))
    if (isConnectedSource(run) && !trained.has(run.id)) sources.expect(run.id)
}
