import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { healthy, overfits, stands } from './curves.ts'

const replay = ['scripts/run.mjs', 'replay']
const { train, validation } = overfits(60, 20)
const curves: Record<
  string,
  { values: number[]; metric: string; pair?: string; kind?: string; more?: object }
> = {
  good: { values: healthy(60), metric: 'loss' },
  broken: { values: healthy(60).map((value, row) => (row === 30 ? Number.NaN : value)), metric: 'RPN' },
  train: { values: train, metric: 'loss', pair: 'val' },
  val: { values: validation, metric: 'val_loss', pair: 'train' },
  steps: { values: stands(400), metric: 'loss', kind: 'mlp/step' },
  stuck: { values: stands(60), metric: 'loss', more: { loss: 'cross-entropy', classes: 10, lr: 0.1 } },
}
let folder = ''
const eventsOf = (lines: string) =>
  Object.fromEntries(
    lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map(({ id, events }) => [id, events]),
  )

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'curves-'))
  const lines = Object.entries(curves).map(([id, { values, metric, pair, kind = 'mlp/epoch', more }]) => {
    const rows = values.map((value, row) => `${row},${Number.isNaN(value) ? 'nan' : value}`)
    writeFileSync(join(folder, `${id}.csv`), `step,value\n${rows.join('\n')}\n`)
    return JSON.stringify({
      id,
      file: `${id}.csv`,
      metric,
      kind,
      tags: [],
      pair: pair ?? null,
      ...more,
    })
  })
  writeFileSync(join(folder, 'index.jsonl'), `${lines.join('\n')}\n`)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('replay', () => {
  it('prints one line a curve, with the row at which each finding was raised', () => {
    const events = eventsOf(execFileSync(process.execPath, [...replay, folder], { encoding: 'utf8' }))
    expect(Object.keys(events)).toEqual(Object.keys(curves))
    expect(events.good).toEqual([])
    expect(events.broken).toEqual([{ code: 'non-finite', severity: 'critical', index: 30, causes: [] }])
    expect(events.train).toEqual([])
    expect(events.val).toMatchObject([{ code: 'overfitting', severity: 'warning', causes: ['memorising'] }])
    expect(events.stuck).toMatchObject([{ code: 'not-learning', causes: ['chance-level'] }])
  })

  it('takes the end of a curve for the end of its run', () => {
    const { steps } = eventsOf(execFileSync(process.execPath, [...replay, folder], { encoding: 'utf8' }))
    const [note, warning] = steps.filter(({ code }: { code: string }) => code === 'not-learning')
    expect(note).toMatchObject({ severity: 'info' })
    expect(warning).toMatchObject({ severity: 'warning', index: 399 })
  })

  it.each([[['/no/such/folder']], [[]], [['--fast']]])(
    'says in one sentence that %j is no folder of curves',
    (args) => {
      const { status, stderr } = spawnSync(process.execPath, [...replay, ...args], { encoding: 'utf8' })
      expect(status).toBe(1)
      expect(stderr.trim().split('\n')).toHaveLength(1)
    },
  )
})
