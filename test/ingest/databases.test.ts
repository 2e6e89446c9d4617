import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bytesOf, textIn } from '../../lib/ingest/databases/rows.ts'
import { openConnection } from '../../lib/store/sqlite/connection.ts'
import { ownFolder } from '../own-folder.ts'
import { expectPoints, from, I, N, pointsOf, readPlaces, real } from './reading.ts'

const folder = ownFolder()

/** A database of a dump; the tables that it refers to are left out of it. */
function databaseOf(name: string, sql: string): string {
  const path = join(folder, name)
  const connection = openConnection(path)
  connection.exec('PRAGMA foreign_keys = OFF')
  connection.exec(sql)
  connection.close()
  return path
}

const trackio = databaseOf('aproject.db', readFileSync(real('trackio/aproject.sql'), 'utf8'))
const tables = `
CREATE TABLE runs (run_uuid TEXT, name TEXT, status TEXT, start_time INTEGER, end_time INTEGER, lifecycle_stage TEXT, experiment_id INTEGER);
INSERT INTO runs VALUES ('3ee9cca9fe3040b4b3c8dcfcbfb446b7', 'named', 'FAILED', 1795917389000, 1795917390000, 'active', 1);
CREATE TABLE experiments (experiment_id INTEGER, name TEXT);
INSERT INTO experiments VALUES (1, 'mine');
CREATE TABLE params ("key" TEXT, value TEXT, run_uuid TEXT);
CREATE TABLE tags ("key" TEXT, value TEXT, run_uuid TEXT);
INSERT INTO tags VALUES ('mlflow.note.content', 'a note', '3ee9cca9fe3040b4b3c8dcfcbfb446b7'), ('x', 'y', '3ee9cca9fe3040b4b3c8dcfcbfb446b7');
INSERT INTO params VALUES ('lr', '0.1', '3ee9cca9fe3040b4b3c8dcfcbfb446b7'), ('name', 'adam', '3ee9cca9fe3040b4b3c8dcfcbfb446b7');`
const dump = readFileSync(real('mlflow/metrics.sql'), 'utf8')

describe('databases of trackers', () => {
  it('Trackio', () => {
    const { runs, troubles } = readPlaces(trackio)
    expect(runs.map(({ format }) => format)).toEqual(['trackio'])
    const run = runs[0]?.run
    expectPoints(run, 'train/loss', from(0, 1.5, 0.75, N, 0.1, -I, 0.25))
    expectPoints(run, 'val/loss', [[9, 0.5]])
    expectPoints(run, 'zero', [[10, -0]])
    expectPoints(run, 'int', [[10, 2 ** 60]])
    expect(run?.description).toMatchObject({
      name: 'run-1',
      project: 'aproject',
      params: { lr: 0.1, bad: 'NaN' },
    })
    expect(troubles).toEqual([])
  })

  it('MLflow, where NaN is a column and ∞ the largest double', () => {
    const { runs } = readPlaces(databaseOf('mlflow.db', dump))
    expect(runs.map(({ format }) => format)).toEqual(['mlflow'])
    expectPoints(runs[0]?.run, 'train/loss', from(0, 1.5, 0.75, 7, I, -I, 1e300, 0, 0.1))
    expectPoints(runs[0]?.run, 'nostep', [[0, 2]])
  })

  it('MLflow: name, project, parameters and end of a run; one that was deleted is left out', () => {
    const { runs } = readPlaces(databaseOf('whole.db', dump + tables))
    expect(runs[0]?.run).toMatchObject({
      description: { name: 'named', project: 'mine', params: { lr: 0.1, name: 'adam' } },
      status: 'failed',
      endedAt: 1795917390000,
    })
    expect(runs[0]?.run.description.notes).toMatch(/^a note\n/)
    const deleted = databaseOf('deleted.db', dump + tables.replace("'active'", "'deleted'"))
    expect(readPlaces(deleted).runs).toEqual([])
  })

  it('Trackio from the Trainer, whose steps only count its logs: placed by the global step', () => {
    const rows = [
      [0, '{"train/loss": 2, "train/global_step": 500}'],
      [1, '{"eval/loss": 3}'],
      [2, '{"train/loss": 1, "train/global_step": 1000}'],
    ].map(([step, metrics], i) => `(${i}, 'r', '2026-11-29T01:56:22+00:00', 'name', ${step}, '${metrics}')`)
    const path = databaseOf(
      'trainer.db',
      `CREATE TABLE metrics (id INTEGER, run_id TEXT, timestamp TEXT, run_name TEXT, step INTEGER, metrics TEXT);
       CREATE TABLE configs (id INTEGER, run_id TEXT, config TEXT);
       INSERT INTO metrics VALUES ${rows.join(',')};`,
    )
    const [read] = readPlaces(path).runs
    expectPoints(read?.run, 'train/loss', [
      [500, 2],
      [1000, 1],
    ])
    expectPoints(read?.run, 'eval/loss', [[500, 3]])
    expect(read?.run.description.notes).toContain('The step is train/global_step')
  })

  it('is not touched: no byte and no file beside it', () => {
    const copies = () => readdirSync(tmpdir()).filter((name) => name.startsWith('lossglass-import-')).length
    const state = () => [
      readFileSync(trackio),
      statSync(trackio).mtimeMs,
      readdirSync(folder).length,
      copies(),
    ]
    const before = state()
    readPlaces(trackio)
    expect(state()).toEqual(before)
  })

  it('holds texts where numbers should be, as a damaged one does: read all the same', () => {
    const mlflow = databaseOf(
      'bad-mlflow.db',
      `${dump}${tables}
       UPDATE metrics SET value = 'x' WHERE step = 1;`,
    )
    const { runs, troubles } = readPlaces(mlflow)
    expectPoints(runs[0]?.run, 'train/loss', [[0, 1.5], ...from(2, 7, I, -I, 1e300, 0, 0.1)])
    expect(troubles).toEqual([expect.objectContaining({ what: 'a row of it is damaged.' })])
    const rows = `(1, 'r', '', '', 0, '{"loss": 1}'), (2, 'r', '', '', 'x', '{"loss": 2}'), (3, 'r', '', '', 2, '{')`
    const trackio = databaseOf(
      'bad-trackio.db',
      `CREATE TABLE metrics (id INTEGER, run_id TEXT, timestamp TEXT, run_name TEXT, step INTEGER, metrics TEXT);
       CREATE TABLE configs (id INTEGER, run_id TEXT, config TEXT);
       INSERT INTO configs VALUES (1, 'r', '{');
       INSERT INTO metrics VALUES ${rows};`,
    )
    const found = readPlaces(trackio)
    expectPoints(found.runs[0]?.run, 'loss', [[0, 1]])
    expect(found.troubles.map(({ place }) => place)).toEqual(['row 2 of metrics', 'row 3 of metrics'])
  })

  it('has its texts asked for as bytes, of which what is no text is marked', () => {
    expect(bytesOf('name')).toBe('CAST(name AS BLOB)')
    expect(textIn(Uint8Array.of(0x61, 0xff, 0x62))).toBe('a\ufffdb')
    expect(textIn(null)).toBe('')
  })

  it('another database is not understood, one that is damaged is told', () => {
    const other = databaseOf('other.db', 'CREATE TABLE metrics (a)')
    expect(readPlaces(other).unknown).toHaveLength(1)
    const bytes = readFileSync(trackio)
    // The pages of the rows, not those of the schema.
    bytes.fill(0xff, 4096 + 200, bytes.length)
    const broken = join(folder, 'broken.db')
    writeFileSync(broken, bytes)
    const { runs, troubles, unknown } = readPlaces(broken)
    expect(runs.flatMap(({ run }) => Object.keys(pointsOf(run)))).toEqual([])
    expect(troubles.length + unknown.length).toBeGreaterThan(0)
    writeFileSync(broken, bytes.subarray(0, 8192))
    const short = readPlaces(broken)
    expect(short.unknown).toEqual([])
    expect(short.troubles.map(({ what }) => what)).toEqual([
      'it cannot be read further: the file is cut off, it has 8192 of its 61440 bytes.',
    ])
  })
})
