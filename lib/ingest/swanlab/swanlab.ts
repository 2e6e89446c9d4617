/** `run-*.swanlab`, which SwanLab writes in every mode: LevelDB's log with protobuf in it, before 0.8 with JSON. */
import { hasMark, headerBytes, recordsOf } from '../block-log.ts'
import { createDraft, type Draft } from '../draft.ts'
import { type ForeignFile, type Format, folderOf, type Group, nameOfPath } from '../foreign.ts'
import { Malformed, ProtoReader } from '../protobuf.ts'
import { createTroubles } from '../troubles.ts'
import { readBeside } from './beside.ts'
import { readEarly } from './early.ts'
import { machine } from './machine.ts'

/** Versions of the file, which its header ends with. */
const versions = { json: 1, protobuf: 2 }
const isOf = (bytes: Uint8Array, version: number) => hasMark(bytes, ':SWL', 0xd6, 0xe1, version)

export const swanlab: Format = {
  id: 'swanlab',
  title: 'SwanLab .swanlab',
  sniff: ({ bytes }) => Object.values(versions).some((version) => isOf(bytes, version)),
  /** What stands in `logs` is the same once more, under numbers instead of names. */
  group: (heads, paths) =>
    heads.map(({ path }): Group => {
      const folder = folderOf(path)
      const isBeside = (file: string) =>
        file.startsWith(`${folder}/logs/`) || /^(config\.yaml|swanlab-metadata\.json)$/.test(rest(file))
      const rest = (file: string) =>
        file.startsWith(`${folder}/files/`) ? file.slice(`${folder}/files/`.length) : ''
      return { path, files: [path, ...paths.filter(isBeside)] }
    }),
  read([file, ...beside]) {
    if (!file) return { runs: [], troubles: [] }
    const draft = createDraft(nameOfPath(folderOf(file.path)), 'swanlab', file.modified)
    const troubles = createTroubles(file.path)
    const isEarly = isOf(startOf(file), versions.json)
    for (const { at, bytes, fault } of recordsOf(file.chunks())) {
      if (!bytes) {
        troubles.add(`byte ${at}`, `${fault}.`)
        continue
      }
      try {
        if (isEarly) readEarly(bytes, draft)
        else readRecord(new ProtoReader(bytes), draft)
      } catch (error) {
        if (!(error instanceof Malformed)) throw error
        troubles.add(`byte ${at}`, `a record cannot be read: ${error.message}.`)
      }
    }
    readBeside(beside, draft)
    draft.note('Of a step that was logged more than once SwanLab keeps the first value.')
    return { runs: [draft.run()], troubles: troubles.list() }
  },
}

function startOf(file: ForeignFile): Uint8Array {
  let start: Uint8Array = new Uint8Array(0)
  for (const piece of file.chunks()) {
    start = Buffer.concat([start, piece])
    if (start.length >= headerBytes) break
  }
  return start
}

function readRecord(record: ProtoReader, draft: Draft): void {
  while (record.next()) {
    if (record.wire !== 2) record.skip()
    else if (record.field === 10) readStart(record.message(), draft)
    else if (record.field === 11) readFinish(record.message(), draft)
    else if (record.field === 13) readScalar(record.message(), draft)
    else record.skip()
  }
}

function readStart(start: ProtoReader, draft: Draft): void {
  const tags: string[] = []
  while (start.next()) {
    const { field, wire } = start
    if (wire !== 2) start.skip()
    else if (field === 1) draft.describe({ project: start.text() || 'default' })
    else if (field === 4) draft.describe({ name: start.text() || 'run' })
    else if (field === 5) draft.note(start.text())
    else if (field === 6) tags.push(start.text())
    else if (field === 7) draft.describe({ group: start.text() || null })
    else if (field === 12) draft.started(timeIn(start.message()))
    else start.skip()
  }
  if (tags.length) draft.describe({ tags })
}

const states = { 1: 'finished', 2: 'failed', 3: 'stopped' } as const

/** A program that was killed has no end in the file: nothing is known of it then. */
function readFinish(finish: ProtoReader, draft: Draft): void {
  let state = 0
  let at: number | undefined
  while (finish.next()) {
    if (finish.field === 1 && finish.wire === 0) state = finish.varint()
    else if (finish.field === 2 && finish.wire === 2) {
      const error = finish.text().trim()
      if (error) draft.note(`It ended with: ${error.slice(error.lastIndexOf('\n') + 1)}`)
    } else if (finish.field === 3 && finish.wire === 2) at = timeIn(finish.message())
    else finish.skip()
  }
  if (state in states) draft.ended(states[state as keyof typeof states], at)
}

function readScalar(scalar: ProtoReader, draft: Draft): void {
  let key = ''
  let step = 0
  let time: number | undefined
  let value: number | null = null
  while (scalar.next()) {
    const { field, wire } = scalar
    if (field === 1 && wire === 2) key = scalar.text()
    else if (field === 2 && wire === 0) step = scalar.int()
    else if (field === 4 && wire === 2) time = timeIn(scalar.message())
    else if (field === 5 && wire === 2) {
      const inner = scalar.message()
      // Of a value that is 0 nothing is written.
      value = 0
      while (inner.next()) {
        if (inner.field === 1 && inner.wire === 1) value = inner.double()
        else inner.skip()
      }
    } else scalar.skip()
  }
  if (key && value !== null && !key.startsWith(machine)) draft.add(key, step, value, time)
}

/** Seconds and nanoseconds as whole milliseconds. */
function timeIn(timestamp: ProtoReader): number {
  let time = 0
  while (timestamp.next()) {
    if (timestamp.field === 1 && timestamp.wire === 0) time += timestamp.int() * 1000
    else if (timestamp.field === 2 && timestamp.wire === 0) time += timestamp.int() / 1e6
    else timestamp.skip()
  }
  return Math.round(time)
}
