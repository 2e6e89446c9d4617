import { describe, expect, it } from 'vitest'
import { roleOf } from '../../lib/detectors/series-names.ts'

describe('twins have the same base and different splits', () => {
  it.each([
    ['train/loss', 'val/loss'],
    ['loss', 'val_loss'],
    ['loss', 'eval_loss'],
    ['loss', 'validation/loss'],
    ['trainLoss', 'validLoss'],
    ['train_losses (per epoch)', 'test_losses (per epoch)'],
    ['train loss (CV fold 1)', 'dev loss (CV fold 1)'],
    ['train/box_loss', 'val/box_loss'],
    ['epoch_loss', 'val_loss'],
  ])('%s and %s', (train, validation) => {
    expect(roleOf(train)).toMatchObject({ kind: 'loss', split: 'train', base: roleOf(validation).base })
    expect(roleOf(validation)).toMatchObject({ kind: 'loss', split: 'validation' })
  })

  it.each([
    ['train/loss', 'val/box_loss'],
    ['train loss (CV fold 1)', 'dev loss (CV fold 2)'],
    ['train/mlm loss', 'val/nsp loss'],
  ])('which %s and %s are not', (one, other) => {
    expect(roleOf(one).base).not.toBe(roleOf(other).base)
  })
})

it.each([
  ['train/loss', 'loss'],
  ['ce', 'loss'],
  ['loss1', 'loss'],
  ['xent2', 'loss'],
  ['top1', 'other'],
  ['total_norm', 'gradient-norm'],
  ['grad/global-l2', 'gradient-norm'],
  ['weight_total_norm', 'other'],
  ['heatmap MSE (epoch)', 'loss'],
  ['val/accuracy', 'accuracy'],
  ['eval_acc', 'accuracy'],
  ['val_sparse_categorical_accuracy', 'accuracy'],
  ['top5_accuracy', 'other'],
  ['balanced accuracy', 'other'],
  ['mAP@0.5', 'other'],
  ['loss_scale', 'other'],
  ['epoch', 'other'],
  ['', 'other'],
  ['lr', 'learning-rate'],
  ['train/learning_rate', 'learning-rate'],
  ['learningRate', 'learning-rate'],
  ['train/grad_norm', 'gradient-norm'],
  ['gradient/norm', 'gradient-norm'],
])('"%s" is of kind %s', (name, kind) => {
  expect(roleOf(name).kind).toBe(kind)
})

it.each(['box_loss', 'val/obj_loss', 'BoxCenterLoss', 'aux_loss', 'aux2/loss', 'loss/kl'])(
  '%s is a part of a loss',
  (name) => {
    expect(roleOf(name).component).toBe(true)
  },
)

describe('what should rise is no loss', () => {
  it.each([
    ...['rewards/chosen', 'rewards/accuracies', 'objective/rlhf_reward', 'rollout/ep_rew_mean', 'reward'],
    ...['eval/mean_reward', 'episode_return', 'charts/episodic_return', 'advantages/mean', 'elbo'],
    ...['train/elbo', 'ELBO', 'val_elbo', 'log_likelihood', 'test/log_likelihood', 'll', 'train/ll'],
  ])('%s', (name) => {
    expect(roleOf(name).kind).toMatch(/^(other|accuracy)$/)
  })

  it.each([
    ...['-elbo', 'train/-elbo', 'neg_elbo', 'negative ELBO', 'negELBO', 'nelbo', 'elbo_loss', 'nll'],
    ...['neg_log_likelihood', 'val/negative_log_likelihood', '-ll', '-log p loss', 'nll_loss'],
  ])('but %s is one', (name) => {
    expect(roleOf(name).kind).toBe('loss')
  })

  it.each([
    ['model-elbo', 'other'],
    ['well', 'other'],
  ])('nor is "%s"', (name, kind) => {
    expect(roleOf(name).kind).toBe(kind)
  })
})

it.each([
  ['rollout/ep_rew_mean', 'reward'],
  ['reward', 'reward'],
  ['episode_return', 'reward'],
  ['advantages/mean', 'reward'],
  ['train/approx_kl', 'kl'],
  ['kl', 'kl'],
  ['reward_loss', null],
  ['rewards/chosen', null],
  ['kl_loss', null],
  ['loss', null],
])('%s tells of reinforcement learning: %s', (name, expected) => {
  expect(roleOf(name).reinforcement).toBe(expected)
})

it.each(['loss', 'train/loss', 'total_loss', 'mlm loss', 'train_losses (per epoch)', 'lm_loss'])(
  '%s is a whole loss',
  (name) => {
    expect(roleOf(name)).toMatchObject({ component: false, ganLike: false })
  },
)

it.each(['G_loss', 'loss_D', 'gan/loss', 'critic/loss', 'train/value_loss', 'dqn_loss', 'actor_loss'])(
  '%s is one side of a game, or its target moves',
  (name) => {
    expect(roleOf(name).ganLike).toBe(true)
  },
)
