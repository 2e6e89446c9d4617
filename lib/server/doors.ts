/** What is answered before Next: events, dropped files, and the protocols of other tools. */
import { createDroppedFiles } from '../dropped/dropped-files.ts'
import { dropsDoor } from '../http/drops.ts'
import type { Door } from '../http/exchange.ts'
import { ingestDoor } from '../http/ingest.ts'
import type { Sources } from '../live/sources.ts'
import { foreignDoor } from '../protocols/door.ts'
import type { Recorder } from '../recorder/recorder.ts'
import type { Store } from '../store/store.ts'

export type DoorParts = {
  store: Store
  recorder: Recorder
  sources: Sources
  now(): number
  /** Path of the database, beside which dropped files are kept until they are read. */
  db: string
  url: string
  token: string | undefined
}

export function openDoors({ store, recorder, sources, now, db, url, token }: DoorParts): Door[] {
  return [
    ingestDoor({ recorder, sources, now }),
    dropsDoor(createDroppedFiles({ folder: `${db}.dropped`, url, token })),
    foreignDoor({ store, recorder, now }),
  ]
}
