/** The series that real files hold, as the programs logged them that had the tools write. One row a file. */
import { f32, from, I, N } from './reading.ts'

export type Case = [tool: string, place: string[], format: string, series: Record<string, [number, number][]>]

const tfjsDiverged = [17.5, f32(23201497084854270), f32(3.0780668228449047e31), I, I, I, N, N]
/** Every row: what was logged, by the program that had the tool write the file. */
export const loggedByTrainers: Case[] = [
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
    'Stable-Baselines3, as a text for people',
    ['stable-baselines3/log.txt'],
    'stable-baselines3',
    {
      'train/loss': [0.5, N, 0.4, I, 0.3, -I, 0.1].map((value, i) => [100 * i, value]),
      'eval/mean_reward': [0, 2, 4, 6].map((value) => [100 * value, value]),
      'a_late/key': [30, 40, 50, 60].map((value) => [10 * value, value]),
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
]
