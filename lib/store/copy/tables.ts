/** The tables as they are copied: all their columns, those of the key first. */
import type { Table } from '../sql/asking.ts'
import { chunks, consoles } from '../sql/console-store.ts'

export const runs: Table = {
  name: 'runs',
  key: ['id'],
  columns: {
    ...{ id: 'text', name: 'text', project: 'text', '"group"': 'text', seed: 'float8', source: 'text' },
    ...{
      loss: 'text',
      loss_params: 'text',
      loss_dialect: 'text',
      planned_steps: 'int8',
      steps_per_epoch: 'int8',
    },
    ...{ environment: 'text', notes: 'text', status: 'text', started_at: 'float8', ended_at: 'float8' },
    ...{ reason: 'text', stop_asked: 'text', branches: 'text', pauses: 'text', main_metric: 'text' },
    ...{ edited: 'text', directions: 'text', watch: 'text', version: 'int4' },
  },
}

/** What stands under the id of a run. */
export const ofRuns: readonly Table[] = [
  { name: 'params', key: ['run_id', 'key'], columns: { run_id: 'text', key: 'text', value: 'text' } },
  { name: 'tags', key: ['run_id', 'name'], columns: { run_id: 'text', name: 'text' } },
  {
    name: 'findings',
    key: ['id'],
    columns: {
      ...{ id: 'text', run_id: 'text', code: 'text', severity: 'text', series: 'text', step: 'int8' },
      ...{
        raised_step: 'int8',
        raised_at: 'float8',
        evidence: 'text',
        causes: 'text',
        resolved_step: 'int8',
      },
      acknowledged_at: 'float8',
    },
  },
  {
    name: 'annotations',
    key: ['run_id', 'id'],
    columns: { run_id: 'text', id: 'text', step: 'int8', time: 'float8', text: 'text', author: 'text' },
  },
  consoles,
  chunks,
  {
    name: 'predictions',
    key: ['run_id', 'which'],
    columns: {
      ...{ run_id: 'text', which: 'text', step: 'int8', task: 'text', kind: 'text', rows: 'int4' },
      ...{ output_width: 'int4', target_width: 'int4', scale: 'text', class_names: 'text' },
      ...{ outputs_hash: 'text', targets_hash: 'text' },
    },
  },
]

/** Stand before the predictions that point to them. */
export const predictionNumbers: Table = {
  name: 'prediction_numbers',
  key: ['hash'],
  columns: { hash: 'text', packing: 'text', bytes: 'bytea' },
}

/** Series have another id in each database, and their points and roll-ups stand under it. */
export const earlierSeries: Table = {
  name: 'earlier_series',
  key: ['id'],
  columns: {
    ...{ id: 'int4', run_id: 'text', branch: 'int4', name: 'text', first_step: 'int8', last_step: 'int8' },
  },
}

/** What is of no run. */
export const ofNoRun: readonly Table[] = [
  { name: 'settings', key: ['name'], columns: { name: 'text', value: 'text' } },
  {
    name: 'sweeps',
    key: ['id'],
    columns: {
      ...{ id: 'text', name: 'text', project: 'text', plan: 'text', jobs: 'int4', created_at: 'float8' },
      stopped_at: 'float8',
    },
  },
  {
    name: 'tokens',
    key: ['name'],
    columns: {
      ...{ name: 'text', hash: 'text', cookie_hash: 'text', rights: 'text', created_at: 'float8' },
      last_used_at: 'float8',
    },
  },
]
