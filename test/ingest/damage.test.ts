import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filesBelow } from '../../lib/ingest/disk.ts'
import { headOf } from '../../lib/ingest/head.ts'
import { formatOf } from '../../lib/ingest/index.ts'
import { filesFolder, pointsOf, readFiles } from './reading.ts'

/** Every real file that a format knows. */
const files = filesBelow([filesFolder]).flatMap((path) => {
  const bytes = new Uint8Array(readFileSync(path))
  const format = formatOf(headOf(path, bytes))
  return format ? [{ path: relative(filesFolder, path), bytes, format }] : []
})
const anyFile = fc.constantFrom(...files)

/** Steps that are written twice: a part holds the earlier value, the whole the later one. */
const twice =
  /dvclive\/twice|sacred\/metrics-2|mmengine\/scalars-by|mlflow\/.*loss$|mlflow\/.*nostep$|torch\/events|tensorboardx\/events|visualdl/

const read = (path: string, bytes: Uint8Array, format: (typeof files)[number]['format']) =>
  readFiles({ [path]: bytes }, {}, 97, format)

function keysOf({ runs }: ReturnType<typeof read>): Set<string> {
  return new Set(
    runs.flatMap(({ run }) =>
      Object.entries(pointsOf(run)).flatMap(([name, points]) =>
        points.map(([step, value]) => `${name} ${step} ${Object.is(value, -0) ? '-0' : value}`),
      ),
    ),
  )
}

describe('a file that is damaged anywhere', () => {
  it('is there in all formats', () => {
    expect(files.length).toBeGreaterThan(100)
  })

  it('cut off: nothing is read that is not in the whole one', () => {
    fc.assert(
      fc.property(anyFile, fc.double({ min: 0, max: 1, noNaN: true }), ({ path, bytes, format }, share) => {
        const part = read(path, bytes.subarray(0, Math.floor(share * bytes.length)), format)
        if (twice.test(path)) return
        const whole = keysOf(read(path, bytes, format))
        expect([...keysOf(part)].filter((key) => !whole.has(key))).toEqual([])
      }),
      { seed: 20261129, numRuns: 1500 },
    )
  })

  it('cut off within a record or line: it is said where', () => {
    fc.assert(
      fc.property(anyFile, fc.double({ min: 0.3, max: 1, noNaN: true }), ({ path, bytes, format }, share) => {
        const end = Math.floor(share * (bytes.length - 2))
        const { troubles } = read(path, bytes.subarray(0, end), format)
        for (const { place, what } of troubles) {
          expect(place).toMatch(/\S/)
          expect(what).toMatch(/^[^\n]+\.$/)
        }
        if (format.id === 'tensorboard') return
        // Of lines of JSON an object whose end is there is whole.
        const ended = [10, 13, 125].includes(bytes[end - 1] as number)
        // A line whose end is there tells nothing of those that are missing.
        if (!ended && /\.(csv|tsv|log)$/.test(path)) expect(troubles.length).toBeGreaterThan(0)
      }),
      { seed: 20261130, numRuns: 500 },
    )
  })

  it('bits flipped: it is read to its end, and files with checksums give nothing that was not there', () => {
    const flips = fc.array(
      fc.tuple(fc.double({ min: 0, max: 0.999999, noNaN: true }), fc.integer({ min: 0, max: 7 })),
      { minLength: 1, maxLength: 6 },
    )
    fc.assert(
      fc.property(anyFile, flips, ({ path, bytes, format }, places) => {
        const damaged = Uint8Array.from(bytes)
        for (const [share, bit] of places) {
          const at = Math.floor(share * bytes.length)
          damaged[at] = (damaged[at] as number) ^ (1 << bit)
        }
        const found = read(path, damaged, format)
        if (Buffer.compare(damaged, bytes) === 0) return
        if (!/^(tensorboard|wandb|swanlab|comet|clearml)$/.test(format.id) || twice.test(path)) return
        const whole = keysOf(read(path, bytes, format))
        expect([...keysOf(found)].filter((key) => !whole.has(key))).toEqual([])
        // The first bytes of .wandb and .swanlab files and what fills its blocks stand under no checksum.
        if (format.id === 'tensorboard') expect(found.troubles.length).toBeGreaterThan(0)
      }),
      { seed: 20261201, numRuns: 1500 },
    )
  })

  it('taken for another format: nothing throws', () => {
    fc.assert(
      fc.property(anyFile, anyFile, ({ path, bytes }, { format }) => void read(path, bytes, format)),
      { seed: 20261202, numRuns: 1000 },
    )
  })
})
