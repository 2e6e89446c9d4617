/** More series that real files hold: of boosting, of small libraries. */
import type { Case } from './logged-by-trainers.ts'
import { f32, from, I, N } from './reading.ts'

export const loggedByOthers: Case[] = [
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
  ['Ray Tune', ['ray-tune'], 'ray-tune', { loss: from(1, 1.5, N, I, -I, 0.25), late: from(3, 1, 1, 1) }],
  [
    'scikit-learn',
    ['sklearn/curves.json'],
    'scikit-learn',
    { 'MLPRegressor/train/loss': [[0, 0.5260227014387246]] },
  ],
]
