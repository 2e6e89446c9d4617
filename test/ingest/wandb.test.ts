import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../../lib/ingest/crc32.ts'
import { integer, message, text } from './event-file.ts'
import { expectPoints, from, N, pointsOf, readFiles, readText, real } from './reading.ts'

const header = [58, 87, 38, 66, 0xe1, 0xbe, 0]

function piece(kind: number, data: readonly number[]): number[] {
  const checked = Uint8Array.from([kind, ...data])
  const framed = new Uint8Array(6 + checked.length)
  const view = new DataView(framed.buffer)
  view.setUint32(0, crc32(checked, 0, checked.length), true)
  view.setUint16(4, data.length, true)
  framed.set(checked, 6)
  return [...framed]
}

const fileOfRecords = (...records: number[][]) =>
  Uint8Array.from([...header, ...records.flatMap((record) => piece(1, record))])
const item = (name: string, json: string) =>
  message(1, [...name.split('.').flatMap((part) => text(2, part)), ...text(16, json)])
const history = (step: number, ...items: number[][]) =>
  message(2, [...items.flat(), ...item('_step', String(step))])
const path = '/wandb/run-1/run-1.wandb'

describe('.wandb files', () => {
  it('a checksum is that of zlib', () => {
    const bytes = new TextEncoder().encode('123456789')
    expect(crc32(bytes, 0, bytes.length)).toBe(0xcbf43926)
  })

  it('records may run over blocks', () => {
    const bytes = gunzipSync(readFileSync(real('wandb/longer-than-a-block.wandb.gz')))
    for (const pieceBytes of [1000, 32_768, 1 << 20]) {
      const { runs, troubles } = readFiles({ [path]: bytes }, {}, pieceBytes)
      expectPoints(runs[0]?.run, 'loss', from(0, 1, 1 / 2, 1 / 3))
      expect(troubles).toEqual([])
    }
  })

  it('a damaged block costs its rest; what was cut off is said', () => {
    const bytes = gunzipSync(readFileSync(real('wandb/longer-than-a-block.wandb.gz')))
    const cut = readText(path, bytes.subarray(0, 35_000))
    expect(cut.troubles.at(-1)).toMatchObject({
      what: 'the file ends within a record: it was cut off, or is still being written.',
    })
    expectPoints(cut.run, 'loss', [[0, 1]])
  })

  it('images and histograms are no numbers, whose parts are written as such', () => {
    const { run } = readText(
      path,
      fileOfRecords(
        history(
          4,
          item('loss', 'NaN'),
          item('img._type', '"image-file"'),
          item('img.width', '4'),
          item('h', '{"_type": "histogram", "n": 1}'),
          item('val.acc', '0.5'),
        ),
      ),
    )
    expect(pointsOf(run)).toEqual({ loss: [[4, N]], 'val.acc': [[4, 0.5]] })
  })

  it('rows of the Trainer stand at its global step', () => {
    const { run } = readText(
      path,
      fileOfRecords(
        history(0, item('train/loss', '2'), item('train/global_step', '500')),
        history(1, item('eval/loss', '3')),
        history(2, item('train/loss', '1'), item('train/global_step', '1000')),
      ),
    )
    expectPoints(run, 'train/loss', [
      [500, 2],
      [1000, 1],
    ])
    expectPoints(run, 'eval/loss', [[500, 3]])
  })

  it('an exit code that is not 0 is a failure', () => {
    expect(
      readText(path, fileOfRecords(history(0, item('x', '1')), message(18, integer(1, 1)))).run?.status,
    ).toBe('failed')
    expect(
      readText(path, fileOfRecords(history(0, item('x', '1')), message(18, integer(1, 0)))).run?.status,
    ).toBe('finished')
  })
})
