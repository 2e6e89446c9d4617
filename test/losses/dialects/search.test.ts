import { describe, expect, it } from 'vitest'
import { dialects } from '../../../lib/losses/dialects/index.ts'
import { libraries } from '../../../lib/losses/dialects/libraries.ts'
import { addressOfDialect, findDialects } from '../../../lib/losses/dialects/search.ts'
import type { LossId } from '../../../lib/losses/index.ts'

const all = Object.entries(dialects).flatMap(([loss, { rows }]) =>
  rows.map((dialect) => ({ loss: loss as LossId, dialect })),
)
const calls = all.flatMap(({ loss, dialect }) =>
  [...dialect.call.split(' / '), ...dialect.also].map((call) => ({ loss, dialect, call })),
)

/** What was found first, as loss and library. */
const first = (query: string) => {
  const [found] = findDialects(query)
  return found && `${found.loss} ${found.dialect?.library ?? 'itself'}`
}

describe('the search for what a loss is called elsewhere', () => {
  it.each(calls.map((one) => [`${one.dialect.library}: ${one.call}`, one] as const))(
    'leads from the whole call to its row: %s',
    (_, { loss, dialect, call }) => {
      const found = findDialects(`${dialect.library}.${call}`)
      // The call of two losses (a log_loss of bits and of classes) is found as both.
      expect(found.slice(0, 4)).toContainEqual({ loss, dialect })
    },
  )

  it.each(calls.map((one) => [`${one.dialect.library}: ${one.call}`, one] as const))(
    'leads from the name without its arguments and library to the loss: %s',
    (_, { loss, call }) => {
      const name = /^(\w+)?metric|^objective|^eval_metric|^model/.test(call) ? call : call.replace(/\(.*/, '')
      expect(findDialects(name).map((found) => found.loss)).toContain(loss)
    },
  )

  it.each([
    ['torchvision.ops.sigmoid_focal_loss', 'sigmoid-focal torchvision'],
    ['ops.sigmoid_focal_loss', 'sigmoid-focal torchvision'],
    ['tf.keras.losses.Huber', 'huber keras'],
    ['tf.keras.losses.Huber(delta=2.0)', 'huber keras'],
    ['keras.losses.binary_crossentropy', 'bce keras'],
    ['nn.SmoothL1Loss', 'smooth-l1 torch'],
    ['torch.nn.SmoothL1Loss', 'smooth-l1 torch'],
    ['criterion = nn.BCEWithLogitsLoss()', 'bce-with-logits torch'],
    ['torch.nn.functional.smooth_l1_loss', 'smooth-l1 torch'],
    ['nn.CrossEntropyLoss', 'cross-entropy torch'],
    ['nn.MultiLabelMarginLoss', 'multilabel-margin itself'],
    ['smp.losses.DiceLoss', 'dice segmentation-models-pytorch'],
    ['monai.losses.DiceLoss', 'dice monai'],
    ['sklearn.metrics.log_loss', 'nll scikit-learn'],
    ['optax.sigmoid_binary_cross_entropy', 'bce-with-logits optax'],
    ["model.compile(loss='kullbackLeiblerDivergence')", 'kl-div tensorflow.js'],
    ['reg:squaredlogerror', 'msle torchmetrics'],
    ['xgboost mphe', 'huber xgboost'],
    ['PinballLoss', 'quantile itself'],
  ])('finds %s', (query, found) => {
    expect(first(query)).toBe(found)
  })

  it.each([
    ['import torch.nn as nn; nn.L1Loss()', 'mae torch'],
    ['import torch.nn as nn\nloss_fn = nn.L1Loss(reduction="sum")', 'mae torch'],
    ['import torch.nn.functional as G; loss = G.smooth_l1_loss(out, y, beta=0.5)', 'smooth-l1 torch'],
    ['from torch import nn; criterion: nn.Module = nn.MSELoss().to("cuda")', 'mse torch'],
    ['from keras.losses import Huber', 'huber keras'],
    ['from keras.losses import Huber as H; loss = H(delta=2.0)', 'huber keras'],
    ['from torch.nn import Module, SmoothL1Loss', 'smooth-l1 torch'],
    ['model = nn.Linear(3, 1); criterion = nn.L1Loss(); criterion(model(x), y).backward()', 'mae torch'],
    ['return torch.nn.functional.l1_loss(x, y)', 'mae torch'],
    ["import * as tf from '@tensorflow/tfjs'; tf.losses.huberLoss(a, b)", 'huber tensorflow.js'],
    ["import { losses } from '@tensorflow/tfjs'; losses.huberLoss(a, b)", 'huber tensorflow.js'],
    ['use burn::nn::loss::HuberLossConfig;', 'huber burn'],
    ['import kornia.losses', undefined],
  ])('finds the call in whole lines: %s', (lines, found) => {
    expect(first(lines)).toBe(found)
  })

  it('finds a part of a name, and the loss itself by its title', () => {
    expect(findDialects('SmoothL1').map(({ loss }) => loss)).toContain('smooth-l1')
    expect(first('lsgan')).toBe('lsgan itself')
  })

  it('finds nothing in nothing, in noise and in what is no loss', () => {
    const noise = ['', '   ', '((((', 'no_such_thing', '\u0000', 'x'.repeat(100_000), ';'.repeat(200)]
    const words = ['[a-', 'a.b.c.d.e', 'a', 'import numpy as np', 'x = 1; y = 2', 'import']
    for (const query of [...noise, ...words]) expect([query, findDialects(query)]).toEqual([query, []])
  })

  it('names places that differ for all rows', () => {
    const places = all.map(addressOfDialect)
    expect(new Set(places).size).toBe(places.length)
    expect(Object.keys(libraries)).toEqual(expect.arrayContaining(all.map(({ dialect }) => dialect.library)))
  })
})
