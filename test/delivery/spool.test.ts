import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { addressIn, isOrphaned } from '../../lib/delivery/orphaned.ts'
import { openSpool, spoolFileOf } from '../../lib/delivery/spool.ts'
import { headOf, home, placeOf } from '../../lib/delivery/spool-head.ts'
import type { RunEvent } from '../../lib/run.ts'
import { ownFolder } from '../own-folder.ts'
import { points, started, trickyValues } from '../store/points.ts'

const folder = ownFolder()
let files = 0
const newFile = () => join(folder, `${files++}`, 'run.1.jsonl')

const tricky = points('a', 'loss', [...trickyValues.keys()], trickyValues)
const events: RunEvent[] = [
  started('a', { name: 'n\n"\u{1F600}', params: { x: 'NaN' } }),
  tricky,
  { type: 'run-ended', runId: 'a', status: 'failed', reason: 'line one\nline two', time: 5 },
]

/** Everything from where reading stands, delivered as it is read. */
function drain(spool: ReturnType<typeof openSpool>): RunEvent[] {
  const read: RunEvent[] = []
  while (!spool.isEmpty()) {
    read.push(...spool.read())
    spool.delivered()
  }
  return read
}

describe('a spool', () => {
  it('gives back what was put in, bit for bit and in order, and is gone when all is delivered', () => {
    const spool = openSpool(newFile())
    expect(spool.isEmpty()).toBe(true)
    spool.append(events.slice(0, 1))
    spool.append(events.slice(1))
    const read = drain(spool)
    expect(read).toEqual(events)
    const values = read[1]?.type === 'points' ? read[1].series[0]?.values : undefined
    expect(trickyValues.every((value, i) => Object.is(value, values?.[i]))).toBe(true)
    expect(existsSync(spool.file)).toBe(false)
    spool.append(events)
    expect(drain(spool)).toEqual(events)
  })

  it('gives the same again until it is delivered', () => {
    const spool = openSpool(newFile())
    spool.append(events)
    expect(spool.read()).toEqual(events)
    expect(spool.read()).toEqual(events)
    expect(spool.isEmpty()).toBe(false)
  })

  it('keeps what is put in while the rest is being delivered', () => {
    const spool = openSpool(newFile())
    spool.append(events.slice(0, 1))
    const first = spool.read()
    spool.append(events.slice(1))
    spool.delivered()
    expect([...first, ...drain(spool)]).toEqual(events)
  })

  it('reads a large file in parts of about a megabyte, lines longer than that whole', () => {
    const spool = openSpool(newFile())
    const steps = Array.from({ length: 100_000 }, (_, i) => i)
    const large = points(
      'a',
      'loss',
      steps,
      steps.map((step) => 1 / (step + 1)),
    )
    const small = Array.from({ length: 3000 }, (_, i) => points('a', 'loss', [i], [i]))
    spool.append([...small, large, ...small, large])
    const parts: RunEvent[][] = []
    while (!spool.isEmpty()) {
      parts.push(spool.read())
      spool.delivered()
    }
    expect(parts.length).toBeGreaterThan(2)
    expect(parts.flat()).toEqual([...small, large, ...small, large])
  })

  it('goes on with a file of before', () => {
    const file = newFile()
    openSpool(file).append(events)
    expect(drain(openSpool(file))).toEqual(events)
  })

  it('leaves out a last line that was cut off by a crash', () => {
    const file = newFile()
    openSpool(file).append(events)
    appendFileSync(file, '{"type":"points","runId":"a","ser')
    const spool = openSpool(file)
    expect(drain(spool)).toEqual(events)
    expect(existsSync(file)).toBe(false)
  })

  it('throws when the disk does not take it, and keeps what it had', () => {
    const file = newFile()
    mkdirSync(file, { recursive: true })
    expect(() => openSpool(join(file, 'below')).append(events)).not.toThrow()
    writeFileSync(join(file, 'text'), 'x')
    const impossible = openSpool(join(file, 'text', 'run.jsonl'))
    expect(() => impossible.append(events)).toThrow()
    expect(impossible.isEmpty()).toBe(true)
    expect(readFileSync(join(file, 'text'), 'utf8')).toBe('x')
  })
})

it('a spool in a folder that cannot be made says so at once', () => {
  const spool = openSpool(existsSync('/proc/self') ? '/proc/nope/x/run.1.jsonl' : '/dev/null/x/run.1.jsonl')
  expect(() => spool.append(events)).toThrow()
  expect(spool.isEmpty()).toBe(true)
})

describe('the name of a spool file', () => {
  it('tells the run and the process', () => {
    expect(spoolFileOf('a', folder).startsWith(join(folder, 'a.'))).toBe(true)
    expect(spoolFileOf('a', folder)).toMatch(new RegExp(`\\.${process.pid}\\.jsonl$`))
    expect(spoolFileOf('a', folder)).not.toBe(spoolFileOf('a', folder))
    expect(isOrphaned(spoolFileOf('a', folder))).toBe(false)
  })

  it('tells whether its writer is gone', () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    expect(isOrphaned(spoolFileOf('a', folder))).toBe(false)
    expect(isOrphaned(join(folder, `a.${pid}.jsonl`))).toBe(true)
    expect(isOrphaned(join(folder, 'a.1.jsonl'))).toBe(false)
    for (const other of ['a.jsonl', 'a.x.jsonl', `a.${pid}.jsonl.refused`, 'notes.txt'])
      expect(isOrphaned(join(folder, other)), other).toBe(false)
  })
})

describe('a spool file of a process in a container, or on another machine', () => {
  const { pid } = spawnSync(process.execPath, ['--version'])
  it.each([
    ['is left alone while its writer touches it', `x ${pid}`, 'elsewhere', 30_000, false],
    [
      'is taken in when nobody has for a minute, though its id lives here',
      `y ${process.pid}`,
      'elsewhere',
      90_000,
      true,
    ],
    ['is judged by its id where that is one of here', `z ${process.pid}`, home, 90_000, false],
  ])('%s', (_title, name, wrote, silent, expected) => {
    mkdirSync(folder, { recursive: true })
    const file = join(folder, `${name.replace(' ', '.')}.jsonl`)
    writeFileSync(file, `${JSON.stringify({ ...headOf('http://127.0.0.1:3000'), home: wrote })}\n`)
    expect(isOrphaned(file, Date.now() + silent)).toBe(expected)
  })

  it('is touched by its writer', () => {
    const spool = openSpool(newFile())
    spool.touch()
    spool.append(events)
    utimesSync(spool.file, 0, 0)
    spool.touch()
    expect(Date.now() - statSync(spool.file).mtimeMs).toBeLessThan(10_000)
    rmSync(spool.file)
    expect(() => spool.touch()).not.toThrow()
  })
})

describe('a spool file that somebody else has changed', () => {
  it.each<[string, (file: string) => void]>([
    ['removed', (file) => rmSync(file)],
    ['cut to nothing', (file) => truncateSync(file, 0)],
    ['cut in the middle of a line', (file) => truncateSync(file, 10)],
  ])('is given up when it was %s, and the spool goes on', (_how, change) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    const spool = openSpool(newFile())
    spool.append(events)
    change(spool.file)
    expect(drain(spool)).toEqual([])
    spool.append(events)
    expect(drain(spool)).toEqual(events)
    said.mockRestore()
  })
})

describe('a spool for one server', () => {
  it.each([
    ['http://127.0.0.1:3160', 'http://localhost:3160', true],
    ['http://[::1]:3160/', 'http://127.0.0.1:3160', true],
    ['http://127.0.0.1:3160', 'http://127.0.0.1:3161', false],
    ['http://gpu.example:3000', 'http://127.0.0.1:3000', false],
    ['https://gpu.example', 'https://gpu.example:443', true],
  ])('of %s is for %s: %s', (written, asked, expected) => {
    const spool = openSpool(newFile(), written)
    spool.append(events)
    expect(placeOf(addressIn(spool.file) as string) === placeOf(asked)).toBe(expected)
    expect(drain(openSpool(spool.file))).toEqual(events)
  })

  it('is for any where it does not say', () => {
    const spool = openSpool(newFile())
    spool.append(events)
    expect(addressIn(spool.file)).toBeNull()
  })
})
