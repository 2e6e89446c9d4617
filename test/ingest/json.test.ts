import { describe, expect, it } from 'vitest'
import { parseJson } from '../../lib/ingest/json/parse.ts'
import { expectPoints, from, I, N, pointsOf, readFiles, readText } from './reading.ts'

const jsonl = (text: string, mapping = {}) => readText('/logs/mine/values.jsonl', text, mapping)

describe('lines of JSON', () => {
  it('nested names are joined, NaN comes bare or as a text, settings become parameters', () => {
    const { run, format } = jsonl(
      '{"_step": 3, "train": {"loss": NaN}, "a": "Infinity", "config": {"lr": 0.1}, "text": "x", "ok": true}\n{"_step": 4, "train": {"loss": -Infinity}, "a": null}\n',
    )
    expect(format).toBe('jsonl')
    expect(pointsOf(run)).toEqual({
      'train/loss': [
        [3, N],
        [4, -I],
      ],
      a: [[3, I]],
      ok: [[3, 1]],
    })
    expect(run?.description.params).toEqual({ lr: 0.1 })
  })

  it('numbers that are written as texts are numbers; other texts are left out, and it is said', () => {
    const { run } = jsonl(
      '{"step": "1", "loss": "0.2500", "note": "x", "gap": ""}\n{"step": "2", "loss": "nan", "note": "None"}\n',
    )
    expect(pointsOf(run)).toEqual({ loss: from(1, 0.25, N) })
    expect(run?.description.notes).toContain('Left out, as they hold no numbers: note.')
  })

  it('times are those of the rows', () => {
    const { run } = jsonl(
      '{"step": 1, "loss": 2, "timestamp": 1700000000}\n{"step": 2, "loss": 1, "timestamp": 1700000060}\n',
    )
    expect(Array.from(run?.series[0]?.times ?? [])).toEqual([1_700_000_000_000, 1_700_000_060_000])
    expect([run?.startedAt, run?.endedAt]).toEqual([1_700_000_000_000, 1_700_000_060_000])
  })

  it('epochs that begin again count on; rows without a step stand at the one before', () => {
    expectPoints(
      jsonl('{"epoch":1,"loss":3}\n{"epoch":2,"loss":2}\n{"epoch":1,"loss":1}\n').run,
      'loss',
      from(1, 3, 2, 1),
    )
    expectPoints(jsonl('{"step":5,"loss":3}\n{"val":1}\n').run, 'val', [[5, 1]])
  })

  it('rows before the first step tell settings; rows that only tell an epoch stand where they are', () => {
    const { run } = jsonl(
      '{"lr":0.1,"batch":8}\n{"step":5,"epoch":0,"loss":3}\n{"epoch":1,"val":1}\n{"step":6,"epoch":1,"loss":2}\n',
    )
    expectPoints(run, 'loss', from(5, 3, 2))
    expectPoints(run, 'val', [[5, 1]])
    expect(run?.description.params).toEqual({ lr: 0.1, batch: 8 })
  })

  it('a user says which key is the step', () => {
    expectPoints(jsonl('{"n":5,"step":1,"loss":3}\n{"n":7,"step":2,"loss":2}\n', { step: 'n' }).run, 'loss', [
      [5, 3],
      [7, 2],
    ])
    expect(jsonl('{"n":5,"x":1}\n{"n":6,"x":1}\n', { step: 'm' }).troubles[0]?.what).toBe(
      'there is no key m; the keys are n, x.',
    )
  })

  it('a line that is none is named, the others are kept', () => {
    const { run, troubles } = jsonl(
      '{"step":1,"loss":3}\n{"step":2,"lo\n[1]\n{"step":4,"loss":1}\n{"step":5,"loss":0.',
    )
    expectPoints(run, 'loss', [
      [1, 3],
      [4, 1],
    ])
    expect(troubles.map(({ place }) => place)).toEqual(['line 2', 'line 3', 'line 5'])
  })
})

describe('JSON that a program made of its history', () => {
  it('lists by their names', () => {
    const { run, format } = readText(
      '/x/history.json',
      '{"loss": [1.5, NaN, 0.25], "val_loss": [2, null, -Infinity]}',
    )
    expect(format).toBe('json')
    expect(pointsOf(run)).toEqual({
      loss: from(0, 1.5, N, 0.25),
      val_loss: [
        [0, 2],
        [2, -I],
      ],
    })
  })

  it('a list of rows', () => {
    const { run } = readText(
      '/x/rows.json',
      '[{"epoch": 1, "loss": 1.5, "note": "x"}, {"epoch": 2, "loss": NaN}]',
    )
    expect(pointsOf(run)).toEqual({ loss: from(1, 1.5, N) })
    expect(run?.description.stepsPerEpoch).toBe(1)
  })
})

describe('MLflow files', () => {
  const files = (stage: string) => ({
    '/mlruns/1/abc/metrics/val/loss': '1795917389618 1.5 0\n1795917389619 nan 1\n1795917389620 0.2',
    '/mlruns/1/abc/meta.yaml': `run_name: good\nstatus: 4\nlifecycle_stage: ${stage}\n`,
    '/mlruns/1/abc/params/lr': '0.1',
    '/mlruns/1/abc/tags/mlflow.note.content': 'a note',
    '/mlruns/1/meta.yaml': "experiment_id: '1'\nname: mine\n",
  })

  it('name, project, parameters, notes and how it ended; a last line without an end is not believed', () => {
    const { runs, troubles, unknown } = readFiles(files('active'))
    expect(runs[0]?.run).toMatchObject({
      status: 'failed',
      description: { name: 'good', project: 'mine', params: { lr: 0.1 }, notes: 'a note' },
    })
    expectPoints(runs[0]?.run, 'val/loss', from(0, 1.5, N))
    expect([troubles.length, unknown]).toEqual([1, []])
  })

  it('a run that was deleted is left out', () => {
    expect(readFiles(files('deleted')).runs).toEqual([])
  })
})

describe('checkpoints of the Trainer', () => {
  const state = (...losses: number[]) =>
    JSON.stringify({ log_history: losses.map((loss, i) => ({ loss, step: i + 1 })) })

  it('are one run: the newest has the whole history', () => {
    const { runs } = readFiles({
      '/out/checkpoint-9/trainer_state.json': state(9, 9, 9, 9),
      '/out/checkpoint-10/trainer_state.json': state(3, 2),
    })
    expect(runs.map(({ path }) => path)).toEqual(['/out'])
    expectPoints(runs[0]?.run, 'loss', from(1, 3, 2))
    expect(runs[0]?.run.description.name).toBe('out')
  })

  it('an older one is read too where the newest is cut off', () => {
    const { runs, troubles } = readFiles({
      '/out/checkpoint-2/trainer_state.json': state(3, 2),
      '/out/checkpoint-10/trainer_state.json': state(3, 2, 1).slice(0, 40),
    })
    expectPoints(runs[0]?.run, 'loss', from(1, 3, 2))
    expect(troubles).toHaveLength(1)
  })
})

describe('JSON that is cut off', () => {
  it.each<[string, unknown]>([
    ['{"a": 1, "b": [1, 2', { a: 1, b: [1] }],
    ['{"a": 1.5', {}],
    ['{"a": [{"x": 1}, {"x": 2, "y": "te', { a: [{ x: 1 }, { x: 2 }] }],
    ['[NaN, Infinity, -Infinity, nul', [N, I, -I]],
    ['{"a": 1 "b": 2}', { a: 1 }],
    ['', undefined],
    ['{"a": 01}', {}],
    ['{"a": 1e', {}],
  ])('%s', (text, value) => {
    const parsed = parseJson(text)
    expect(parsed.value).toEqual(value)
    expect(parsed.fault?.what).toMatch(/\w/)
  })

  it('is read to any depth that a log may have, and no deeper', () => {
    expect(parseJson(`${'['.repeat(100_000)}NaN`).fault?.what).toContain('nested too deeply')
  })

  it('a Trainer state keeps the rows before the cut', () => {
    const state = '{"log_history": [{"loss": 2.0, "step": 1}, {"loss": 1.0, "step": 2}, {"loss": 0.123, "st'
    const { run, troubles } = readText('/run/trainer_state.json', state)
    expectPoints(run, 'loss', from(1, 2, 1))
    expect(troubles[0]?.what).toBe('it is cut off, or still being written; what stands before is kept.')
  })
})

describe('series of Aim', () => {
  it('have names by their contexts, and parameters as Python prints them', () => {
    const series = {
      'loss {}': [[0, 1]],
      'loss {"subset": "val", "gpu": 1}': [
        [0, '2'],
        ['a', 3],
      ],
    }
    const hparams = "{'name': 'a, b: c', 'on': True, 'lr': 1e-3, 'none': None}"
    const { run, troubles } = readText('/a/series.json', JSON.stringify({ hparams, series }))
    expect(pointsOf(run)).toEqual({ loss: [[0, 1]], 'val/loss gpu=1': [[0, 2]] })
    expect(run?.description.params).toEqual({ name: 'a, b: c', on: true, lr: 0.001, none: 'None' })
    expect(troubles).toMatchObject([{ place: 'val/loss gpu=1' }])
    const nested = readText('/a/series.json', JSON.stringify({ hparams: "{'a': {'b': 1}}", series }))
    expect(nested.run?.description.params).toEqual({ hparams: "{'a': {'b': 1}}" })
  })
})
