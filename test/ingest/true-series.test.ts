import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expectPoints, f32, from, I, N, pointsOf, readPlaces, readReal, real } from './reading.ts'

type Case = [tool: string, place: string[], format: string, series: Record<string, [number, number][]>]

const tfjsDiverged = [17.5, f32(23201497084854270), f32(3.0780668228449047e31), I, I, I, N, N]
/** Every row: what was logged, by the program that had the tool write the file. */
const cases: Case[] = [
  [
    'tensorboardX',
    ['tensorboard/tensorboardx'],
    'tensorboard',
    {
      'train/loss': from(0, 1.5, 0.75, N, I, -I, 0.25, I, 0, 16777216),
      'val/loss': [
        [0, 0.5],
        [4, 0.5],
      ],
      nostep: [[0, 2]],
    },
  ],
  [
    'PyTorch, with tensors, doubles, add_scalars and add_hparams',
    ['tensorboard/torch'],
    'tensorboard',
    {
      'train/loss': from(0, 1.5, 0.75, N, I, -I, 0.25, I, 0, 16777216),
      'as-tensor': from(0, 1.5, 0.75, N, I, -I, 0.25, I, 0, 16777216),
      double: [[0, 0.1]],
      'both/a': [[3, 1]],
      'both/b': [[3, N]],
      'hparam/loss': [[0, N]],
    },
  ],
  ...['tensorboardx-resumed', 'tensorboardx-resumed-purge', 'torch-resumed', 'torch-resumed-purge'].map(
    (name): Case => [
      `TensorBoard, ${name}`,
      [`tensorboard/${name}`],
      'tensorboard',
      {
        loss: from(0, 0, 1, 2, 3, 4, 105, 106, 107, 108, 109, 110, 111),
      },
    ],
  ),
  [
    'clu',
    ['clu/clu'],
    'tensorboard',
    { 'train/loss': from(0, 1.5, 0.75, N, I, -I, 0.25), 'val/loss': [[4, 0.5]] },
  ],
  ['flax', ['clu/flax'], 'tensorboard', { 'train/loss': from(0, 1.5, 0.75, N, I, -I, 0.25) }],
  ['TensorFlow.js', ['tfjs/diverged'], 'tensorboard', { 'train/epoch_loss': from(1, ...tfjsDiverged) }],
  [
    'Stable-Baselines3',
    ['stable-baselines3/progress.json'],
    'stable-baselines3',
    {
      'train/loss': [0.5, N, 0.4, I, 0.3, -I, f32(0.1)].map((value, i) => [100 * i, value]),
      'eval/mean_reward': [
        [0, 0],
        [200, 2],
        [400, 4],
        [600, 6],
      ],
      'a_late/key': [
        [300, 30],
        [400, 40],
        [500, 50],
        [600, 60],
      ],
    },
  ],
  [
    'Stable-Baselines3, as a table',
    ['stable-baselines3/progress.csv'],
    'stable-baselines3',
    {
      'train/loss': [0.5, N, 0.4, I, 0.3, -I, 0.1].map((value, i) => [100 * i, value]),
      'eval/mean_reward': [
        [0, 0],
        [200, 2],
        [400, 4],
        [600, 6],
      ],
    },
  ],
  [
    'Lightning',
    ['lightning/metrics.csv'],
    'lightning',
    {
      train_loss_step: from(0, 0.5, N, f32(0.4), I, f32(0.3), 0.25, f32(0.2), -I, f32(0.15), 0.125),
      train_loss_epoch: [
        [4, N],
        [9, -I],
      ],
      val_loss: [
        [4, 0.5],
        [9, N],
      ],
      a_late_metric: from(5, 0, 1, 2, 3, 4),
    },
  ],
  [
    'Keras, a second and third training added',
    ['keras/log-appended.csv'],
    'keras',
    {
      loss: from(
        0,
        1.8334141969680786,
        1.2257400751113892,
        1.0107191801071167,
        0.87540203332901,
        0.8184359669685364,
        0.7874210476875305,
      ),
    },
  ],
  [
    'Keras',
    ['keras/log.csv'],
    'keras',
    {
      loss: from(0, 1.8334141969680786, N, I, 0.87540203332901),
      val_mae: from(0, 0.8709074854850769, 0.8796626329421997),
    },
  ],
  [
    'Keras, validated every second epoch',
    ['keras/log-validation-freq-2.csv'],
    'keras',
    {
      val_loss: [
        [1, 1.1536967754364014],
        [3, 0.8745308518409729],
      ],
    },
  ],
  [
    'Ultralytics, resumed',
    ['ultralytics/results-resumed.csv'],
    'ultralytics',
    {
      'train/box_loss': from(1, 4.54266, 4.54287, 6.78873, 2.9314),
    },
  ],
  [
    'Ultralytics without validation',
    ['ultralytics/results-val-off.csv'],
    'ultralytics',
    {
      'train/box_loss': from(1, 4.54266, 3.34684, 1.62223),
      'val/box_loss': [[3, 3.22988]],
      'metrics/mAP50(B)': [[3, 0]],
    },
  ],
  [
    'fastai',
    ['fastai/history.csv'],
    'fastai',
    { calls: from(0, 1.5, N, I, 1.5), valid_loss: from(0, 4, 4, 4, 4) },
  ],
  [
    'fastai, a second training added',
    ['fastai/history-appended.csv'],
    'fastai',
    { valid_loss: from(0, 2, 2, 2, 2) },
  ],
  ['fastai, epochs skipped', ['fastai/history-start-epoch-2.csv'], 'fastai', { valid_loss: from(2, 2, 2) }],
  [
    'Flair',
    ['flair/loss-overflow.tsv'],
    'flair',
    { TRAIN_LOSS: from(1, N, N, N, N), DEV_F1: from(1, 0.5, 0.5, 0.5, 0.5) },
  ],
  [
    'LitGPT',
    ['litgpt/metrics.csv'],
    'litgpt',
    {
      loss: from(1, 1.5, 0.75, N, I, -I, 0.25),
      val_loss: [
        [4, 0.5],
        [6, 0.4],
      ],
    },
  ],
  [
    'torchtune',
    ['torchtune/log.txt'],
    'torchtune',
    { loss: from(1, 1.5, 0.75, N, I, -I, 0.25), val_loss: [[3, 0.5]] },
  ],
  [
    'DVCLive',
    ['dvclive/plain'],
    'dvclive',
    {
      'train/loss': from(0, 0.5, N, 0.4, I, 0.3, -I, 0.25),
      'val/loss': [
        [0, 0.5],
        [2, 0.4],
        [4, 0.3],
        [6, 0.25],
      ],
    },
  ],
  [
    'DVCLive, steps twice and out of order',
    ['dvclive/twice'],
    'dvclive',
    {
      loss: [
        [0, 2],
        [5, 4],
        [10, 3],
      ],
    },
  ],
  [
    'CatBoost',
    ['catboost/nan-metric'],
    'catboost',
    {
      'learn/Mine': from(0, 0.5, I, 0.5, I),
      'test/Mine': from(0, N, 0.25, N, 0.25),
    },
  ],
  [
    'CatBoost, every second round',
    ['catboost/metric-period-2'],
    'catboost',
    {
      'learn/Logloss': [
        [0, 0.6900562939],
        [2, 0.6701340927],
        [4, 0.6623752894],
        [5, 0.6591541692],
      ],
    },
  ],
  [
    'LightGBM',
    ['lightgbm/record_evaluation-nan.json'],
    'lightgbm',
    { 'valid_0/mine': from(0, 0.5, N, I, 0.25) },
  ],
  ['XGBoost', ['xgboost/evals_result-nan.json'], 'xgboost', { 'valid/mine': from(0, 0.5, N, I, 0.25) }],
  [
    'XGBoost, two trainings on the console',
    ['xgboost/console.txt'],
    'xgboost-console',
    {
      'train/logloss': from(0, 0.66082, 0.64208, 0.63049, 0.62175, 0.60292),
    },
  ],
  ['skorch', ['skorch/history.json'], 'skorch', { mine: from(1, 0.5, N, I, -I) }],
  [
    'Sacred',
    ['sacred/metrics-1.json'],
    'sacred',
    {
      'train.loss': from(0, 0.5, N, 0.4, I, 0.3, -I),
      'val.loss': [
        [0, 0.5],
        [2, f32(0.4)],
        [4, f32(0.3)],
      ],
    },
  ],
  [
    'MMEngine',
    ['mmengine/scalars.json'],
    'mmengine',
    {
      loss: from(1, 1, 2, N, 4, I, 6, 1, 2, N, 4, I, 6),
      'val/loss': [
        [6, 1.5],
        [12, 1.5],
      ],
    },
  ],
  [
    'MMEngine by iterations, whose validation has step 0',
    ['mmengine/scalars-by-iteration.json'],
    'mmengine',
    {
      'val/loss': [
        [2, 1.5],
        [6, 1.5],
      ],
    },
  ],
  ['burn', ['burn'], 'burn', { 'train/Loss': from(0, 1.5, 0.75, N, I, -I, 0.25, 1e300, 0, -0, 1e-9) }],
  [
    'MLflow files',
    ['mlflow/mlruns'],
    'mlflow-files',
    {
      'train/loss': from(0, 1.5, 0.75, 7, I, -I, 1e300, -0, 0.1),
      'val/loss': [[3, 0.5]],
      nostep: [[0, 2]],
    },
  ],
  [
    'Ray Tune',
    ['ray-tune/result.json'],
    'jsonl',
    { loss: from(1, 1.5, N, I, -I, 0.25), late: from(3, 1, 1, 1) },
  ],
  [
    'wandb',
    ['wandb/series.wandb'],
    'wandb',
    {
      'train/loss': from(0, 1.5, 0.75, N, I, -I, 0.25),
      'val.loss': [[9, 0.5]],
      big: [[9, 1e300]],
      int: [[9, 2 ** 60]],
      zero: [[9, -0]],
    },
  ],
  [
    'scikit-learn',
    ['sklearn/curves.json'],
    'scikit-learn',
    { 'MLPRegressor/train/loss': [[0, 0.5260227014387246]] },
  ],
]

describe('the series that were logged come out to the bit', () => {
  it.each(cases)('%s', (_tool, place, format, series) => {
    const read = readReal(...place)
    expect(read.format).toBe(format)
    for (const [name, points] of Object.entries(series)) expectPoints(read.run, name, points)
  })

  it('Keras in event files, as its writer saw them', () => {
    for (const [folder, key] of [
      ['tb', 'tb'],
      ['tb-update-freq-2', 'tb-update-freq-2'],
    ] as const) {
      const seen = JSON.parse(readFileSync(real('keras/seen.json'), 'utf8'))[key] as string[]
      const { run } = readReal('keras', folder)
      const points = pointsOf(run)
      for (const line of seen) {
        const [split, tag, step, , , value] = line.replace(/[[\]]/g, '').split(' ')
        const number = value === 'nan' ? N : value === 'inf' ? I : Number(value)
        expect(points[`${split}/${tag}`]).toContainEqual([Number(step), number])
      }
      expect(run.series.reduce((sum, { steps }) => sum + steps.length, 0)).toBe(seen.length)
    }
  })

  it('the Trainer of Hugging Face, as its writer saw them', () => {
    type Seen = Record<string, { log: string[] }>
    const seen = JSON.parse(readFileSync(real('hf-trainer/seen.json'), 'utf8')) as Seen
    let compared = 0
    for (const [name, { log }] of Object.entries(seen).filter(([, value]) => Array.isArray(value.log))) {
      const { run } = readReal('hf-trainer', `${name}.json`)
      const points = pointsOf(run)
      for (const line of log) {
        const row = JSON.parse(line.replace(/: (NaN|-?Infinity)/g, ': "$1"')) as Record<
          string,
          string | number
        >
        for (const key of ['loss', 'eval_loss', 'grad_norm']) {
          if (!(key in row)) continue
          compared++
          expect(points[key]).toContainEqual([row.step, Number(row[key])])
        }
      }
      expect(points.train_loss).toBeUndefined()
    }
    expect(compared).toBeGreaterThan(100)
  })
})

describe('what a tool bends', () => {
  const notesOf = (...place: string[]) => readReal(...place).run.description.notes

  it('zeros of the Trainer for losses that are not finite are said', () => {
    expect(notesOf('hf-trainer/filtered-every-step.json')).toContain('3 losses are exactly 0')
    expect(notesOf('hf-trainer/unfiltered-every-step.json')).toContain('The last 6 losses are NaN')
    expect(notesOf('hf-trainer/epochs.json')).not.toContain('exactly 0')
  })

  it('epochs that are counted as steps are said, with the first', () => {
    expect(notesOf('keras/log.csv')).toContain('Steps are epochs, counted from 0.')
    expect(notesOf('ultralytics/results-plain.csv')).toContain('Steps are epochs, counted from 1.')
    expect(readReal('flair/loss.tsv').run.description.stepsPerEpoch).toBe(1)
  })

  it('repeated headers and restarted epochs are said', () => {
    const notes = notesOf('fastai/history-appended.csv')
    expect(notes).toContain('comes again in line 4')
    expect(notes).toContain('goes back to 0 in line 5: counted on as 2')
  })

  it('zeros for "not validated" are left out, and it is said', () => {
    expect(notesOf('ultralytics/results-val-off.csv')).toContain('those zeros are left out')
  })

  it('rows of other metrics than the header names are refused with their lines', () => {
    const { troubles } = readReal('keras/log-appended-other-metrics.csv')
    expect(troubles.map(({ place }) => place)).toEqual(['line 4', 'line 5'])
    expect(troubles[0]?.what).toBe('it has 7 cells where the first line names 5 columns.')
  })

  it('a text among numbers is named', () => {
    const { troubles } = readReal('dvclive/twice')
    expect(troubles).toMatchObject([{ place: 'line 6', what: '"text" in the column "loss" is no number.' }])
  })

  it('parameters, names and ends are taken over', () => {
    expect(readReal('tensorboard/torch').run.description.params).toEqual({ lr: 0.1 })
    expect(readReal('wandb/series.wandb').run.description).toMatchObject({
      name: 'named',
      project: 'p',
      group: 'g',
      tags: ['t'],
      notes: 'words',
      params: { lr: 0.1, 'nested.a': 1 },
    })
    expect(readReal('mlflow/mlruns').run).toMatchObject({
      description: { name: 'named', params: { lr: 0.1 } },
      status: 'finished',
    })
    expect(readReal('ray-tune/result.json').run.description.params).toEqual({ lr: 0.1, 'opt.beta': 0.9 })
  })
})

describe('a folder', () => {
  it('gives one run for what one training wrote in several files', () => {
    const { runs } = readPlaces(real('catboost'))
    expect(runs.map(({ format }) => format)).toEqual(['catboost', 'catboost', 'catboost', 'catboost'])
    const baselines = readPlaces(real('stable-baselines3')).runs.filter(
      ({ format }) => format === 'stable-baselines3',
    )
    expect(baselines).toHaveLength(2)
  })

  it('names what no reader is there for', () => {
    const { runs, unknown } = readPlaces(real('others'))
    expect(runs).toEqual([])
    expect(unknown).toHaveLength(4)
  })
})
