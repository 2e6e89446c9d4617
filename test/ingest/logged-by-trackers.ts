/** The series in files that trackers left behind. */
import type { Case } from './logged-by-trainers.ts'
import { f32, from, I, N } from './reading.ts'

export const loggedByTrackers: Case[] = [
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
  ...['offline', 'local'].map(
    (mode): Case => [
      `SwanLab, mode ${mode}, which keeps the first value of a step`,
      ['swanlab', mode],
      'swanlab',
      {
        'train/loss': from(0, 1.5, 0.75, N, I, -I, 0.25),
        'val/loss': [[9, 0.5]],
        big: [[10, 1e300]],
        int: [[10, 1.152921504606847e18]],
      },
    ],
  ),
  [
    'SwanLab before 0.8, which writes INF for −∞ too',
    ['swanlab/before-0.8'],
    'swanlab',
    {
      'train/loss': from(0, 1.5, 0.75, N, I, I, 0.25),
      'val.loss': [[9, 0.5]],
      big: [[10, 1e300]],
      int: [[10, 1.152921504606847e18]],
    },
  ],
  [
    'SwanLab, its local logs alone, which keep the last',
    ['swanlab/logs-alone'],
    'swanlab-logs',
    {
      '1': from(0, 1.5, 0.75, N, 0.1, -I, 0.25),
      '2': [[9, 0.5]],
      '3': [[10, 1e300]],
      '4': [[10, 2 ** 60]],
    },
  ],
  [
    'Comet',
    ['comet'],
    'comet',
    {
      'train/loss': from(0, 1.5, 0.75, N, 0.1, -I, 0.25),
      'val/loss': [[9, 0.5]],
      big: [[1, 1e300]],
      nostep: [[1, 2 ** 60]],
    },
  ],
  [
    'ClearML, where NaN and ∞ are 0',
    ['clearml'],
    'clearml',
    {
      'train/loss': from(0, 1.5, 0.75, 0, 0.1, 0, 0.25),
      'val/loss': [[9, 0.5]],
      'big/x': [[1, 1e300]],
    },
  ],
  [
    'Aim, by its SDK',
    ['aim'],
    'aim',
    {
      'train/loss': [...from(0, 1.5, 0.75, N, 0.1, -I, 0.25), [10, 0.05]],
      'val/loss': [[9, 0.5]],
      nostep: from(0, 1e300, 2),
    },
  ],
  [
    'VisualDL, two sessions in one file',
    ['visualdl'],
    'visualdl',
    {
      'train/loss': from(0, 1.5, 0.75, N, I, f32(0.4), f32(0.3), f32(0.2)),
      'val/accuracy': [
        [0, 0],
        [3, f32(0.3)],
      ],
      'both/a': [[2, 0]],
      'both/b': [[2, N]],
      extremes: from(0, I, 0, 16777216),
    },
  ],
]
