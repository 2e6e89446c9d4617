import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headOf } from '../../lib/ingest/head.ts'
import { formatOf, formats } from '../../lib/ingest/index.ts'
import { eventFile } from './event-file.ts'
import { filesFolder, real } from './reading.ts'

/** Real files of every format; those of databases are tested where databases are made. */
const specimens: Record<string, string[]> = {
  lossglass: ['made/points.csv', 'made/points.json'],
  tensorboard: [
    'tensorboard/torch/events.out.tfevents.1795917411.host.7',
    'keras/tb/train/events.out.tfevents.1000000000.host.1.0.v2',
    'ray-tune/events.out.tfevents.1795918982.host',
  ],
  'tensorboard-downloads': ['made/run-train-tag-epoch_loss.json', 'made/run-train-tag-epoch_loss.csv'],
  wandb: ['wandb/series.wandb'],
  swanlab: [
    'swanlab/offline/run-3e7wyblf.swanlab',
    'swanlab/local/run-local.swanlab',
    'swanlab/before-0.8/backup.swanlab',
  ],
  'swanlab-logs': ['swanlab/logs-alone/logs/1/1000.log'],
  comet: ['comet/offline.zip'],
  clearml: ['clearml/offline.zip'],
  visualdl: ['visualdl/vdlrecords.1700000000.log'],
  'hugging-face-trainer': ['hf-trainer/epochs.json', 'hf-trainer/real-overflow.json'],
  ultralytics: ['ultralytics/results-plain.csv', 'ultralytics/results-val-off.csv'],
  fastai: ['fastai/history.csv', 'fastai/history-appended.csv', 'fastai/history-start-epoch-2.csv'],
  flair: ['flair/loss.tsv'],
  litgpt: ['litgpt/metrics.csv'],
  lightning: ['lightning/metrics.csv', 'lightning/metrics-accumulate-2.csv'],
  keras: ['keras/log.csv', 'keras/log-list.csv', 'keras/log-appended-other-metrics.csv'],
  'stable-baselines3': [
    'stable-baselines3/progress.csv',
    'stable-baselines3/progress.json',
    'stable-baselines3/ppo-progress.csv',
    'stable-baselines3/ppo-progress.json',
    'stable-baselines3/log.txt',
  ],
  mmengine: ['mmengine/scalars.json', 'mmengine/scalars-by-iteration.json'],
  dvclive: ['dvclive/plain/plots/metrics/train/loss.tsv'],
  catboost: ['catboost/catboost_info/learn_error.tsv', 'catboost/nan-metric/test_error.tsv'],
  torchtune: ['torchtune/log.txt'],
  lightgbm: ['lightgbm/record_evaluation.json', 'lightgbm/record_evaluation-nan.json'],
  xgboost: ['xgboost/evals_result.json', 'xgboost/evals_result-nan.json'],
  'xgboost-console': ['xgboost/console.txt'],
  skorch: ['skorch/history.json', 'skorch/history-overflow.json'],
  sacred: ['sacred/metrics-1.json', 'sacred/metrics-2.json'],
  'scikit-learn': ['sklearn/curves.json'],
  aim: ['aim/series.json'],
  burn: ['burn/train/epoch-1/Loss.log', 'burn/train/epoch-2/Loss.log'],
  dl4j: ['dl4j/reports.txt'],
  tfjs: ['tfjs/history.json'],
  'mlflow-files': ['mlflow/mlruns/0/95a93d40ab864228bebeac0937895ec2/metrics/train/loss'],
  'optuna-journal': ['optuna/journal.log'],
  csv: ['ray-tune/progress.csv'],
  'ray-tune': ['ray-tune/result.json'],
  jsonl: ['made/lines.jsonl'],
  json: ['made/history.json', 'made/rows.json'],
}
const ofDatabases = ['trackio', 'mlflow', 'optuna']
const headOfFile = (place: string) => headOf(real(place), readFileSync(real(place)))
const all = Object.entries(specimens).flatMap(([id, places]) => places.map((place) => [place, id] as const))

describe('every format', () => {
  it('has an id of its own, and a specimen', () => {
    const ids = formats.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect([...ids].sort()).toEqual([...Object.keys(specimens), ...ofDatabases].sort())
  })

  it.each(all)('%s is %s and nothing else', (place, id) => {
    const head = headOfFile(place)
    expect(formatOf(head)?.id).toBe(id)
    const claims = formats
      .filter((format) => !format.isFallback && format.sniff(head))
      .map((format) => format.id)
    expect(claims).toEqual(formats.find((format) => format.id === id)?.isFallback ? [] : [id])
  })

  it.each(all)('%s is known by its content under another name too', (place, id) => {
    // A metric of MLflow has no mark but its folder beside three numbers a line.
    const path = id === 'mlflow-files' ? '/some/metrics/file' : '/some/file.bin'
    expect(formatOf(headOf(path, readFileSync(real(place))))?.id).toBe(id)
  })
})

describe('what is no log', () => {
  it.each([
    ['an empty file', ''],
    ['a text', 'Some words on a training.\nloss 0.5\n'],
    ['a program', 'import torch\nfor epoch, loss in enumerate(losses): print(epoch, loss)\n'],
    ['settings', '{"lr": 0.1, "epochs": 3}\n'],
    ['a list', '[1, 2, 3]\n'],
    ['a table of words', 'name,place\na,b\n'],
    ['YAML', 'lr: 0.1\nepochs: 3\n'],
    ['numbers without names', '1,0.5\n2,0.25,3\n'],
    ['bytes', '\0\u0001\u0002'],
    ['a page', '<html><body>1,2</body></html>'],
    ['records of a data set', eventFile().slice(0, 3)],
    ['iterations of other programs', 'iteration 0 score 5\niteration 1 score 4\n'],
    ['versions', '{"tfjs": "4.22.0", "epoch": 3}\n'],
  ])('%s is of no format', (_what, content) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    expect(formatOf(headOf('/some/metrics.csv', bytes))?.id ?? null).toBeNull()
  })

  it('is not taken for one whatever its bytes are, and nothing throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(formatOf(headOf(`${filesFolder}/events.out.tfevents.1`, bytes))).toBeNull()
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})
