import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { headBytes, headOf } from '../../lib/ingest/head.ts'
import { formatOf } from '../../lib/ingest/index.ts'
import { readPlaces, readText } from './reading.ts'

const columns = (count: number, nameOf = (i: number) => `layer.${i}/weight_norm`) =>
  Array.from({ length: count }, (_, i) => nameOf(i))
const table = (names: readonly string[], delimiter = ',') =>
  ['step', ...names].join(delimiter) +
  [1, 2].map((step) => `\n${[step, ...names.map((_, i) => i / 8)].join(delimiter)}`).join('') +
  '\n'

it.each([500, 700, 800, 5000, 9000])('a table of %i columns is one, wherever its head ends', (count) => {
  const { run, format, troubles } = readText('/logs/wide.csv', table(columns(count)))
  expect([format, troubles]).toEqual(['csv', []])
  expect(run?.series).toHaveLength(count)
  expect(run?.series.at(-1)?.steps).toEqual(new Float64Array([1, 2]))
  expect(run?.description.notes).toContain('The step is the column step.')
})

it('so is one on the disk, found in a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wide-'))
  writeFileSync(join(folder, 'metrics.csv'), table(columns(9000)))
  const { runs, unknown } = readPlaces(folder)
  rmSync(folder, { recursive: true })
  expect(unknown).toEqual([])
  expect(runs[0]?.run.series).toHaveLength(9000)
})

it('a log of lines of JSON is one where its first line alone is longer than a head', () => {
  const line = (step: number) =>
    `${JSON.stringify({ step, ...Object.fromEntries(columns(2000).map((name) => [name, step / 8])) })}\n`
  const folder = mkdtempSync(join(tmpdir(), 'wide-'))
  writeFileSync(join(folder, 'metrics.jsonl'), line(1) + line(2))
  writeFileSync(join(folder, 'settings.json'), line(1))
  const { runs, unknown } = readPlaces(folder)
  rmSync(folder, { recursive: true })
  expect(unknown).toEqual([join(folder, 'settings.json')])
  expect(runs.map(({ format, run }) => [format, run.series.length])).toEqual([['jsonl', 2000]])
})

it.each([
  ['tabs', table(columns(5000), '\t')],
  ['quotes with commas within', table(columns(5000, (i) => `"a,${i}"`))],
  ['gzip', gzipSync(table(columns(5000)))],
  ['UTF-16', Buffer.from(`\ufeff${table(columns(5000))}`, 'utf16le')],
])('one with %s too', (_what, content) => {
  expect(readText('/logs/wide.csv', content).run?.series).toHaveLength(5000)
})

it('the tool that wrote it is known by what is seen of the names', () => {
  const names = ['epoch', ...columns(5000, (i) => `m${String(i).padStart(4, '0')}`)]
  expect(readText('/logs/run.csv', `${names}\n${names.map((_, i) => i)}\n`).format).toBe('keras')
})

it.each([
  ['a program', 'var a=b(c,d),e=f(g,h);'.repeat(2000)],
  ['prose', 'It was late, and as nobody came, '.repeat(1000)],
  ['long sentences', columns(300, (i) => `${i} ${'word '.repeat(60)}`).join(',')],
  ['numbers without names', columns(9000, (i) => String(i / 8)).join(',')],
  ['one text', 'a'.repeat(headBytes * 2)],
])('%s on one long line is no table', (_what, text) => {
  expect(formatOf(headOf('/some/file.txt', new TextEncoder().encode(text)))).toBeNull()
})
