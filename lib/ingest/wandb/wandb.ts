/** `.wandb` files of Weights & Biases, written on disk beside every run, online or not. */
import { hasMark, recordsOf } from '../block-log.ts'
import { createDraft, type Draft } from '../draft.ts'
import { type Format, folderOf, nameOfPath } from '../foreign.ts'
import { createGlobalSteps } from '../global-steps.ts'
import { type Json, parseJson } from '../json/parse.ts'
import { isObject, numberOf, numbersIn } from '../json/values.ts'
import { Malformed, ProtoReader } from '../protobuf.ts'
import { createTroubles } from '../troubles.ts'

export const wandb: Format = {
  id: 'wandb',
  title: 'Weights & Biases .wandb',
  sniff: ({ bytes }) => hasMark(bytes, ':W&B', 0xe1, 0xbe),
  /** What the run ended with stands in `files` once more. */
  group: (heads, paths) =>
    heads.map(({ path }) => {
      const beside = `${folderOf(path)}/files/`
      return {
        path,
        files: [path, ...paths.filter((file) => file.startsWith(beside) && file.endsWith('.json'))],
      }
    }),
  read([file]) {
    if (!file) return { runs: [], troubles: [] }
    const draft = createDraft(nameOfPath(folderOf(file.path)), 'wandb', file.modified)
    const troubles = createTroubles(file.path)
    const stepOf = createGlobalSteps(draft)
    for (const { at, bytes, fault } of recordsOf(file.chunks())) {
      if (!bytes) {
        troubles.add(`byte ${at}`, `${fault}.`)
        continue
      }
      try {
        readRecord(new ProtoReader(bytes), draft, stepOf)
      } catch (error) {
        if (!(error instanceof Malformed)) throw error
        troubles.add(`byte ${at}`, `a record cannot be read: ${error.message}.`)
      }
    }
    return { runs: [draft.run()], troubles: troubles.list() }
  },
}

/** Calls `take` with every sub-message of these fields; others are skipped. */
function eachMessage(reader: ProtoReader, take: (field: number, message: ProtoReader) => boolean): void {
  while (reader.next()) {
    if (reader.wire !== 2) reader.skip()
    else take(reader.field, reader.message())
  }
}

type StepOf = ReturnType<typeof createGlobalSteps>

function readRecord(record: ProtoReader, draft: Draft, stepOf: StepOf): void {
  eachMessage(record, (field, message) => {
    if (field === 2) readHistory(message, draft, stepOf)
    else if (field === 5) readConfig(message, draft)
    else if (field === 17) readRun(message, draft)
    else if (field === 18) readExit(message, draft)
    return true
  })
}

/** An item of history, summary or config: a key or the parts of a nested one, and JSON. */
function itemIn(
  item: ProtoReader,
  keys: { key: number; nested: number; json: number },
): [name: string, value: Json | undefined] {
  let key = ''
  const nested: string[] = []
  let json = ''
  while (item.next()) {
    if (item.field === keys.key) key = item.text()
    else if (item.field === keys.nested) nested.push(item.text())
    else if (item.field === keys.json) json = item.text()
    else item.skip()
  }
  return [nested.length ? nested.join('.') : key, parseJson(json).value]
}

function readHistory(history: ProtoReader, draft: Draft, stepOf: StepOf): void {
  const items = new Map<string, Json>()
  let step: number | undefined
  eachMessage(history, (field, message) => {
    if (field === 1) {
      const [name, value] = itemIn(message, { key: 1, nested: 2, json: 16 })
      if (name && value !== undefined) items.set(name, value)
    } else if (field === 2) {
      step = 0
      while (message.next()) {
        if (message.field === 1) step = message.int()
        else message.skip()
      }
    }
    return true
  })
  const written = numberOf(items.get('_step')) ?? step
  if (written === undefined) return
  const seconds = numberOf(items.get('_timestamp'))
  const time = seconds === undefined ? undefined : seconds * 1000
  const values = new Map<string, number>()
  // Of an image or a histogram the parts are items too: `img._type`, `img.width` …
  const drawn = [...items.keys()]
    .filter((name) => name.endsWith('._type'))
    .map((name) => name.slice(0, -'_type'.length))
  for (const [name, value] of items) {
    if (drawn.some((start) => name.startsWith(start))) continue
    if (/^_(step|timestamp|runtime|wandb)$/.test(name)) continue
    if (typeof value === 'number' || typeof value === 'boolean') values.set(name, Number(value))
    else if (isObject(value) && !('_type' in value))
      for (const [inner, one] of numbersIn(value, name)) values.set(inner, one)
  }
  const at = stepOf(values, written)
  for (const [name, value] of values) draft.add(name, at, value, time)
}

function readConfig(config: ProtoReader, draft: Draft): void {
  eachMessage(config, (field, message) => {
    if (field !== 1) return false
    const [name, value] = itemIn(message, { key: 1, nested: 2, json: 16 })
    if (name && name !== '_wandb' && value !== undefined) draft.params({ [name]: value })
    return true
  })
}

function readRun(run: ProtoReader, draft: Draft): void {
  const tags: string[] = []
  while (run.next()) {
    if (run.field === 1) draft.describe({ name: run.text() || 'run' })
    else if (run.field === 3) draft.describe({ project: run.text() || 'default' })
    else if (run.field === 4 && run.wire === 2) readConfig(run.message(), draft)
    else if (run.field === 6) draft.describe({ group: run.text() || null })
    else if (run.field === 8) draft.describe({ name: run.text() || 'run' })
    else if (run.field === 9) draft.note(run.text())
    else if (run.field === 10) tags.push(run.text())
    else run.skip()
  }
  if (tags.length) draft.describe({ tags })
}

/** An exit code that is not 0 is a failure; no exit at all says nothing. */
function readExit(exit: ProtoReader, draft: Draft): void {
  let code = 0
  while (exit.next()) {
    if (exit.field === 1) code = exit.int()
    else exit.skip()
  }
  draft.ended(code === 0 ? 'finished' : 'failed')
}
