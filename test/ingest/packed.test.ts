import { readFileSync } from 'node:fs'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { mostUnpacked } from '../../lib/ingest/archives/unpacked.ts'
import { crc32 } from '../../lib/ingest/crc32.ts'
import { expectPoints, from, pointsOf, readFiles, readReal, readText, real } from './reading.ts'
import { zipOf } from './zip-file.ts'

describe('a file that is packed', () => {
  it.each([
    ['packed/lightning-metrics.csv.gz', 'lightning/metrics.csv'],
    ['packed/epochs.json.gz', 'hf-trainer/epochs.json'],
    ['packed/log.txt.gz', 'torchtune/log.txt'],
    [
      'packed/events.out.tfevents.1795917411.host.7.gz',
      'tensorboard/torch/events.out.tfevents.1795917411.host.7',
    ],
    ['packed/keras-log-utf-16.txt', 'keras/log.csv'],
    ['packed/rows-utf-16-be.json', 'made/rows.json'],
  ])('%s is read as %s', (packed, plain) => {
    const [one, other] = [readReal(packed), readReal(plain)]
    expect(one.format).toBe(other.format)
    expect(pointsOf(one.run)).toEqual(pointsOf(other.run))
    expect(one.troubles.map(({ what }) => what)).toEqual(other.troubles.map(({ what }) => what))
  })

  it('as a text in UTF-16 that gzip packed, in pieces of any size', () => {
    const text = Buffer.from('\ufeffstep,loss\r\n1,0.5\r\n2,nan\r\n', 'utf16le')
    for (const pieceBytes of [1, 3, 7, 1000]) {
      const { runs } = readFiles({ '/a/metrics.csv.gz': gzipSync(text) }, {}, pieceBytes)
      expectPoints(runs[0]?.run, 'loss', from(1, 0.5, Number.NaN))
    }
  })

  it('and cut off: what stands before is kept, and it is said', () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `${i},${Math.sin(i)}\n`)
    const packed = gzipSync(`step,loss\n${rows.join('')}`)
    const { run, troubles } = readText('/a/metrics.csv.gz', packed.subarray(0, packed.length >> 1))
    const points = pointsOf(run).loss ?? []
    expect(points.length).toBeGreaterThan(1000)
    for (const [step, value] of points) expect(value).toBe(Math.sin(step))
    expect(troubles[0]).toMatchObject({
      place: `byte ${packed.length >> 1}`,
      what: 'what gzip packed is cut off, or still being written; what stands before is read.',
    })
  })

  it('and damaged: nothing of it is believed', () => {
    const packed = gzipSync('step,loss\n1,0.5\n2,0.25\n')
    packed[packed.length - 6] = (packed[packed.length - 6] as number) ^ 1
    const { run, troubles } = readText('/a/metrics.csv.gz', packed)
    expect(pointsOf(run)).toEqual({})
    expect(troubles[0]?.what).toBe('what gzip packed is damaged: nothing of it is read.')
  })

  it('and damaged in any one bit: nothing is read that was not in it', () => {
    const packed = new Uint8Array(readFileSync(real('packed/log.txt.gz')))
    const whole = JSON.stringify(pointsOf(readReal('torchtune/log.txt').run))
    for (let bit = 0; bit < 8 * packed.length; bit++) {
      const copy = packed.slice()
      copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit % 8))
      const found = JSON.stringify(pointsOf(readText('/a/log.txt.gz', copy).run))
      expect([whole, '{}']).toContain(found)
    }
  })

  it('and a thousand times larger inside than a text may be: it is refused in a sentence', () => {
    const start = gzipSync('step,loss\n1,0.5\n')
    const zeros = gzipSync(Buffer.alloc(64 * 2 ** 20, 10))
    const bomb = Buffer.concat([start, ...Array.from({ length: 9 }, () => zeros)])
    expect(bomb.length).toBeLessThan(2 ** 20)
    const { run, troubles } = readText('/a/metrics.csv.gz', bomb)
    expect(pointsOf(run)).toEqual({})
    expect(troubles[0]?.what).toBe('unpacked it has more than 512 MiB: it is not read.')
  })
})

describe('an archive', () => {
  const events = (iter: number, value: number) =>
    JSON.stringify([{ type: 'training_stats_scalar', metric: 'loss', variant: 'loss', iter, value }])
  const task = JSON.stringify({ name: 'n', hyperparams: { Args: { on: { value: 'True', type: 'bool' } } } })

  it('is read whatever else is in it, and wherever its list says that a file is', () => {
    const bytes = zipOf({
      'big/model.bin': 'x'.repeat(100_000),
      'metrics.jsonl': `${events(1, 0.5)}\n`,
      'task.json': task,
    })
    const { run, format } = readText('/a/offline.zip', bytes)
    expect(format).toBe('clearml')
    expect(run?.description).toMatchObject({ name: 'n', params: { 'Args.on': true } })
    expectPoints(run, 'loss', [[1, 0.5]])
  })

  it('of a model, or of anything else, is of no format', () => {
    expect(readText('/a/model.pt', zipOf({ 'archive/data.pkl': 'x' })).unknown).toHaveLength(1)
  })

  it.each([
    [
      'says that it is larger than may be',
      { bytes: mostUnpacked + 1 },
      'it has 512 MiB unpacked, at most 512 are read.',
    ],
    ['is larger than it says', { bytes: 10 }, 'what is packed is damaged.'],
    ['fits no checksum', { crc: 1 }, 'it does not fit its checksum.'],
    ['is packed in another way', { method: 12 }, 'it is packed in a way (12) that is not read.'],
    ['is locked', { flags: 1 }, 'it is encrypted.'],
    ['is elsewhere', { at: 5 }, 'it is not where the archive says.'],
    ['ends too early', { packedBytes: 99_999 }, 'it is cut off.'],
    ['is of the large kind', { bytes: 0xffff_ffff }, 'it is larger than 4 GiB.'],
  ])('with a file that %s gives nothing of it, in a sentence', (_what, change, sentence) => {
    const files = { 'task.json': task, 'metrics.jsonl': `${events(1, 0.5)}\n`.repeat(1000) }
    const { run, troubles } = readText('/a/offline.zip', zipOf(files, { 'metrics.jsonl': change }))
    expect(pointsOf(run)).toEqual({})
    expect(run?.description.name).toBe('n')
    expect(troubles).toMatchObject([{ place: 'metrics.jsonl', what: sentence }])
  })

  it('that is a bomb costs no memory', () => {
    const zeros = Buffer.alloc(64 * 2 ** 20)
    const packed = deflateRawSync(zeros)
    const bytes = zipOf(
      { 'task.json': task, 'metrics.jsonl': zeros },
      { 'metrics.jsonl': { bytes: 1000, crc: crc32(zeros, 0, 1000) } },
    )
    expect(packed.length).toBeLessThan(2 ** 17)
    expect(readText('/a/offline.zip', bytes).troubles).toMatchObject([{ what: 'what is packed is damaged.' }])
  })

  it.each(['comet', 'clearml'])('of %s that is cut off is told, and what is whole in it is read', (tool) => {
    const bytes = readFileSync(real(tool, 'offline.zip'))
    const whole = readFiles({ '/a/offline.zip': bytes }).runs[0]?.run
    for (let end = 100; end < bytes.length; end += 50) {
      const { runs, troubles, unknown } = readFiles({ '/a/offline.zip': bytes.subarray(0, end) })
      expect(unknown).toEqual([])
      expect(troubles[0]?.what).toContain('it is cut off, damaged, or too large')
      const points = pointsOf(runs[0]?.run)
      if (Object.keys(points).length) expect(points).toEqual(pointsOf(whole))
    }
    const withoutList = readFiles({ '/a/offline.zip': bytes.subarray(0, bytes.length - 1) })
    expect(pointsOf(withoutList.runs[0]?.run)).toEqual(pointsOf(whole))
  })

  it('that is cut off, and of a model, is of no format', () => {
    const bytes = zipOf({ 'archive/data.pkl': 'x'.repeat(1000) }).subarray(0, -1)
    expect(readText('/a/model.pt', bytes).unknown).toHaveLength(1)
  })
})
