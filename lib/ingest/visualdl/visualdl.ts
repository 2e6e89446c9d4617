/** `vdlrecords.*.log` of VisualDL, PaddlePaddle's board. One file is one run; a later session may go on in it. */
import { plural } from '../../format.ts'
import type { Draft } from '../draft.ts'
import type { Format } from '../foreign.ts'
import { draftOf } from '../json/values.ts'
import { Malformed, ProtoReader } from '../protobuf.ts'
import { createTroubles } from '../troubles.ts'
import { lengthAt, recordsOf } from './records.ts'

/** What each session begins with. */
const sessionTag = 'meta_data_tag'
const longestStart = 4096

export const visualdl: Format = {
  id: 'visualdl',
  title: 'VisualDL',
  sniff({ bytes }) {
    if (bytes.length < 16) return false
    const length = lengthAt(bytes, 0)
    if (length > longestStart || bytes.length < 8 + length) return false
    try {
      return itemsIn(bytes.subarray(8, 8 + length))[0]?.tag === sessionTag
    } catch (error) {
      if (error instanceof Malformed) return false
      throw error
    }
  },
  read([file]) {
    if (!file) return { runs: [], troubles: [] }
    const draft = draftOf(file, 'visualdl')
    const troubles = createTroubles(file.path)
    let sessions = 0
    let others = 0
    for (const { at, bytes, fault } of recordsOf(file.chunks())) {
      if (!bytes) {
        troubles.add(`byte ${at}`, `${fault}.`)
        continue
      }
      try {
        for (const item of itemsIn(bytes)) {
          if (item.tag === sessionTag) sessions++
          else if (item.value === null) others++
          else draft.add(item.tag, item.step, item.value, item.time)
        }
      } catch (error) {
        if (!(error instanceof Malformed)) throw error
        troubles.add(`byte ${at}`, `a record cannot be read: ${error.message}.`)
      }
    }
    noteOn(draft, sessions, others)
    return { runs: [draft.run()], troubles: troubles.list() }
  },
}

function noteOn(draft: Draft, sessions: number, others: number): void {
  draft.note('VisualDL keeps values as 32-bit numbers: what is too large for them is infinite.')
  if (sessions > 1) draft.note(`${sessions} sessions were written into the file, one after the other.`)
  if (others)
    draft.note(`Left out: ${plural(others, 'record')} without a number, as images and histograms are.`)
}

type Item = { tag: string; step: number; value: number | null; time: number | undefined }

function itemsIn(bytes: Uint8Array): Item[] {
  const items: Item[] = []
  const record = new ProtoReader(bytes)
  while (record.next()) {
    if (record.field === 1 && record.wire === 2) items.push(itemIn(record.message()))
    else record.skip()
  }
  return items
}

/** What is 0 is not written: a step, and the value of one of several series of a tag. */
function itemIn(message: ProtoReader): Item {
  const item: Item = { tag: '', step: 0, value: null, time: undefined }
  while (message.next()) {
    const { field, wire } = message
    if (field === 1 && wire === 0) item.step = message.int()
    else if (field === 2 && wire === 2) item.tag = message.text() + item.tag
    else if (field === 3 && wire === 0) item.time = message.int()
    else if (field === 4 && wire === 5) item.value = message.float()
    else if (field === 14 && wire === 2) {
      const { name, value } = partIn(message.message())
      item.tag += `/${name}`
      item.value = value
    } else message.skip()
  }
  return item
}

function partIn(message: ProtoReader): { name: string; value: number } {
  let name = ''
  let value = 0
  while (message.next()) {
    if (message.field === 1 && message.wire === 2) name = message.text()
    else if (message.field === 2 && message.wire === 5) value = message.float()
    else message.skip()
  }
  return { name, value }
}
