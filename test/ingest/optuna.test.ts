/** Trials of Optuna, from its journal and from its database. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../../lib/store/sqlite/connection.ts'
import { ownFolder } from '../own-folder.ts'
import { expectPoints, from, I, N, readFiles, readPlaces, real } from './reading.ts'

const folder = ownFolder()

const reported = from(0, 0.5, N, I, -I, 0.3)
const journal = readFileSync(real('optuna/journal.log'), 'utf8')
const ofTable = (rows: unknown[]) => rows as [create: string, ...(string | number | null)[][]]
const dump = JSON.parse(readFileSync(real('optuna/rdb-rows.json'), 'utf8'))

/** The rows that the real storage held, beside the tables that it refers to. */
function databaseOf(name: string, isOld = false): string {
  const path = join(folder, name)
  const connection = openConnection(path)
  const typeOf = /,\s*\w+_type VARCHAR\(7\) NOT NULL/
  connection.exec(`PRAGMA foreign_keys = OFF;
    CREATE TABLE studies (study_id INTEGER PRIMARY KEY, study_name TEXT);
    INSERT INTO studies VALUES (1, 's');
    CREATE TABLE trials (trial_id INTEGER PRIMARY KEY, number INTEGER, study_id INTEGER, state TEXT);
    CREATE TABLE trial_params (param_id INTEGER PRIMARY KEY, trial_id INTEGER, param_name TEXT, param_value FLOAT, distribution_json TEXT);
    INSERT INTO trial_params VALUES (1, 1, 'x', 0.5, '{"name": "FloatDistribution", "attributes": {}}'),
      (2, 1, 'optimizer', 1, '{"name": "CategoricalDistribution", "attributes": {"choices": ["sgd", "adam"]}}');`)
  for (const [number, state] of dump.trial_states)
    connection.prepare('INSERT INTO trials VALUES (?, ?, 1, ?)').run([number + 1, number, state])
  for (const table of ['trial_intermediate_values', 'trial_values']) {
    const [create, ...rows] = ofTable(dump[table])
    connection.exec(isOld ? create.replace(typeOf, '') : create)
    for (const row of rows) {
      const kept = isOld ? row.slice(0, -1) : row
      connection.prepare(`INSERT INTO ${table} VALUES (${kept.map(() => '?').join()})`).run(kept)
    }
  }
  connection.close()
  return path
}

describe('the reports of a trial are a curve to the bit, and what it ended with is its last value', () => {
  it('in a journal', () => {
    const { runs, troubles } = readPlaces(real('optuna/journal.log'))
    expect(troubles).toEqual([])
    expect(runs.map(({ run }) => [run.part, run.status])).toEqual([
      ['j/0', 'finished'],
      ['j/1', 'failed'],
    ])
    for (const { run } of runs) expectPoints(run, 'intermediate_value', reported)
    expectPoints(runs[0]?.run, 'value', [[4, 0.1]])
    expect(runs[0]?.run).toMatchObject({
      description: { name: 'j: trial 0', project: 'j', params: { x: 0.5488135039273248 } },
      startedAt: Date.parse('2026-11-29T02:06:56.719Z'),
      endedAt: Date.parse('2026-11-29T02:06:56.726Z'),
    })
  })

  it('in a database, where NaN and \u221e are words', () => {
    const { runs, troubles } = readPlaces(databaseOf('study.db'))
    expect(troubles).toEqual([])
    expect(runs.map(({ run }) => [run.part, run.status])).toEqual([
      ['s/0', 'finished'],
      ['s/1', 'failed'],
      ['s/2', 'finished'],
      ['s/3', 'finished'],
    ])
    for (const { run } of runs) expectPoints(run, 'intermediate_value', reported)
    for (const [nth, value] of [0.1, undefined, I, -I].entries())
      expectPoints(runs[nth]?.run, 'value', value === undefined ? [] : [[4, value]])
    expect(runs[0]?.run.description.params).toEqual({ x: 0.5, optimizer: 'adam' })
  })

  it('in a database of a version without those words, where NULL is all there is', () => {
    const { runs } = readPlaces(databaseOf('old.db', true))
    expectPoints(runs[0]?.run, 'intermediate_value', from(0, 0.5, N, N, N, 0.3))
  })
})

it('a search whose trials report nothing on their way is said to be one', () => {
  const silent = journal.split('\n').filter((line) => !line.includes('"op_code":7'))
  const { runs, troubles } = readFiles({ '/a/journal.log': silent.join('\n') })
  expect(runs).toEqual([])
  expect(troubles[0]?.what).toContain('none of its trials reports values on its way')
})

it('an order to a trial that was not begun, and a report without a number, are named with their lines', () => {
  const broken = journal.replace('"step":1,', '"step":"one",')
  const { troubles } = readFiles({ '/a/journal.log': broken })
  expect(troubles.map(({ place, what }) => `${place}: ${what}`)).toContain(
    'line 5: it has no step with a number.',
  )
  const orphan = journal.replace('"trial_id":1,"step":0', '"trial_id":7,"step":0')
  expect(readFiles({ '/a/journal.log': orphan }).troubles).toMatchObject([
    { place: 'line 12', what: 'it is of a trial that was not begun before.' },
  ])
})
