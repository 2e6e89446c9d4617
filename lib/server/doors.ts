/** What is answered before Next: health, events, dropped files, verbs, MCP, and the protocols of other tools. */
import { join } from 'node:path'
import { createDroppedFiles } from '../dropped/dropped-files.ts'
import { dropsDoor } from '../http/drops.ts'
import type { Door } from '../http/exchange.ts'
import { healthDoor } from '../http/health.ts'
import { ingestDoor } from '../http/ingest.ts'
import { ownCalls } from '../http/own-call.ts'
import { verbsDoor } from '../http/verbs.ts'
import type { Sources } from '../live/sources.ts'
import { mcpDoor } from '../mcp/door.ts'
import { foreignDoor } from '../protocols/door.ts'
import type { Recorder } from '../recorder/recorder.ts'
import { root } from '../root.ts'
import type { DatabaseSource } from '../store/database-source.ts'
import type { Store } from '../store/store.ts'
import type { Services } from './services.ts'
import type { SweepKeeper } from './sweep-keeper.ts'

export type DoorParts = {
  store: Store
  recorder: Recorder
  sources: Sources
  sweeps: SweepKeeper
  readOwn: Services['readOwn']
  now(): number
  version: string
  /** What is wrong with the database, in a sentence; null while all is well. */
  trouble(): string | null
  /** Whether agents may stop runs and note things on them. */
  mcpMayWrite: boolean
  /** Where the database is: beside a file, dropped files are kept until they are read. */
  database: DatabaseSource
  url: string
  token: string | undefined
}

function dropsFolderOf(database: DatabaseSource): string {
  return 'file' in database ? `${database.file}.dropped` : join(root, 'data', 'dropped-files')
}

export function openDoors(parts: DoorParts): Door[] {
  const { store, recorder, sources, sweeps, readOwn, now, version, mcpMayWrite, url, token } = parts
  const ofVerbs = { store, recorder, sources, sweeps, now, ownCall: ownCalls(readOwn) }
  return [
    healthDoor({ kind: store.kind, version, trouble: parts.trouble }),
    ingestDoor({ recorder, sources, now }),
    dropsDoor(createDroppedFiles({ folder: dropsFolderOf(parts.database), url, token })),
    verbsDoor(ofVerbs),
    mcpDoor({ ...ofVerbs, version, mayWrite: mcpMayWrite }),
    foreignDoor({ store, recorder, now }),
  ]
}
