/** One tensorflow.Event: the scalars in it, and what else says something of the run. */
import { ProtoReader } from '../protobuf.ts'
import { type Session, sessionIn } from './hparams.ts'
import { numberInTensor } from './tensor.ts'

export type Scalar = { tag: string; value: number }

export type TensorboardEvent = {
  /** Seconds since 1970. */
  wallTime: number
  step: number
  scalars: Scalar[]
  session: Session | null
  /** A session began here: values of this and later steps that were written before are void. */
  isStart: boolean
  /** Summaries that are no scalars, by what they are. */
  others: string[]
}

/** Plugin names by tag: metadata may come with the first value only. */
export type PluginsByTag = Map<string, string>

export function readEvent(bytes: Uint8Array, plugins: PluginsByTag): TensorboardEvent {
  const event: TensorboardEvent = {
    wallTime: 0,
    step: 0,
    scalars: [],
    session: null,
    isStart: false,
    others: [],
  }
  const message = new ProtoReader(bytes)
  while (message.next()) {
    if (message.field === 1 && message.wire === 1) event.wallTime = message.double()
    else if (message.field === 2 && message.wire === 0) event.step = message.int()
    else if (message.field === 5 && message.wire === 2) readSummary(message.message(), event, plugins)
    else if (message.field === 7 && message.wire === 2) event.isStart = isSessionStart(message.message())
    else message.skip()
  }
  return event
}

function isSessionStart(log: ProtoReader): boolean {
  let status = 0
  while (log.next()) {
    if (log.field === 1) status = log.varint()
    else log.skip()
  }
  return status === 1
}

function readSummary(summary: ProtoReader, event: TensorboardEvent, plugins: PluginsByTag): void {
  while (summary.next()) {
    if (summary.field === 1 && summary.wire === 2) readValue(summary.message(), event, plugins)
    else summary.skip()
  }
}

const kindsByField: Readonly<Record<number, string>> = { 4: 'image', 5: 'histogram', 6: 'audio' }

function readValue(message: ProtoReader, event: TensorboardEvent, plugins: PluginsByTag): void {
  let tag = ''
  let value: number | null = null
  let plugin: string | null = null
  let content: Uint8Array | null = null
  let other: string | null = null
  while (message.next()) {
    const { field } = message
    if (field === 1) tag = message.text()
    else if (field === 2 && message.wire === 5) value = message.float()
    else if (field === 8) {
      value = numberInTensor(message.message())
      if (value === null) other = 'tensor'
    } else if (field === 9) ({ plugin, content } = pluginIn(message.message()))
    else {
      other = kindsByField[field] ?? other
      message.skip()
    }
  }
  if (plugin) plugins.set(tag, plugin)
  const known = plugin ?? plugins.get(tag) ?? ''
  if (known === 'hparams') {
    if (content) event.session = merged(event.session, sessionIn(content))
    return
  }
  if (value !== null && (known === '' || known === 'scalars')) event.scalars.push({ tag, value })
  else if (other || known) event.others.push(nameOfPlugin(known) ?? other ?? known)
}

function nameOfPlugin(plugin: string): string | null {
  if (plugin === '' || plugin === 'scalars') return null
  return plugin.replace(/s$/, '')
}

function merged(one: Session | null, other: Session): Session {
  return { params: { ...one?.params, ...other.params }, status: other.status ?? one?.status ?? null }
}

function pluginIn(metadata: ProtoReader): { plugin: string | null; content: Uint8Array | null } {
  let plugin: string | null = null
  let content: Uint8Array | null = null
  while (metadata.next()) {
    if (metadata.field !== 1) {
      metadata.skip()
      continue
    }
    const data = metadata.message()
    while (data.next()) {
      if (data.field === 1) plugin = data.text()
      else if (data.field === 2) content = data.data()
      else data.skip()
    }
  }
  return { plugin, content }
}
