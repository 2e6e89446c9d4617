/** Parameters and the end of a run, as TensorBoard's hparams plugin keeps them in the metadata of two tags. */
import { ProtoReader } from '../protobuf.ts'

export type Session = {
  params: Record<string, unknown>
  status: 'finished' | 'failed' | null
}

/** What the `content` of a summary's metadata says. */
export function sessionIn(content: Uint8Array): Session {
  const session: Session = { params: {}, status: null }
  const plugin = new ProtoReader(content)
  while (plugin.next()) {
    if (plugin.field === 3) readStart(plugin.message(), session)
    else if (plugin.field === 4) readEnd(plugin.message(), session)
    else plugin.skip()
  }
  return session
}

function readStart(start: ProtoReader, session: Session): void {
  while (start.next()) {
    if (start.field !== 1) {
      start.skip()
      continue
    }
    const entry = start.message()
    let key = ''
    let value: unknown = null
    while (entry.next()) {
      if (entry.field === 1) key = entry.text()
      else if (entry.field === 2) value = valueIn(entry.message())
      else entry.skip()
    }
    if (key) session.params[key] = value
  }
}

/** A google.protobuf.Value. */
function valueIn(message: ProtoReader): unknown {
  let value: unknown = null
  while (message.next()) {
    if (message.field === 2) value = message.double()
    else if (message.field === 3) value = message.text()
    else if (message.field === 4) value = message.varint() === 1
    else message.skip()
  }
  return value
}

function readEnd(end: ProtoReader, session: Session): void {
  while (end.next()) {
    if (end.field !== 1) {
      end.skip()
      continue
    }
    const status = end.varint()
    session.status = status === 1 ? 'finished' : status === 2 ? 'failed' : null
  }
}
