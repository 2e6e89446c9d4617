import { describe, expect, it } from 'vitest'
import { hasBest, isBetterHigher } from '../../lib/summary/metric.ts'

describe('the name of a metric', () => {
  it.each([
    'accuracy',
    'val/accuracy',
    'val_acc',
    'eval.f1',
    'test/AUC',
    'top1',
    'val/top_5',
    'mAP',
    'metrics/map@50',
    'mean-iou',
    'precision',
    'r2',
    'val/auroc',
    'val/recall_at_1',
    'val/recall/Adelie',
    'val/recall/ce',
    'ndcg',
    'NDCG@10',
    'reward',
    'rollout/ep_rew_mean',
    'mrr',
    'hits@10',
    'mIoU',
    'psnr',
    'val/ssim',
    'mcc',
    'kappa',
    'win_rate',
    'exact_match',
    'rouge1',
    'eval_rougeL',
    'train/elbo',
  ])('%s tells that higher is better', (name) => {
    expect([isBetterHigher(name), hasBest(name)]).toEqual([true, true])
  })

  it.each([
    'train/loss',
    'val_loss',
    'val/mse',
    'loss_per_epoch',
    'perplexity',
    'error_rate',
    'wer',
    'val/mae',
    'val/rmse',
    'val/mape',
    'mapping_loss',
    'top5_error',
    'accuracy_error',
    'map_error',
    'neg_log_likelihood',
    'train/neg_elbo',
    'negative_elbo',
    'neg_reward',
    '1-acc',
    'val/1-auc',
    'recall_loss',
    'reward_loss',
    'auc_loss',
    'psnr_loss',
  ])('%s tells that lower is better', (name) => {
    expect([isBetterHigher(name), hasBest(name)]).toEqual([false, true])
  })

  it.each([
    'lr',
    'train/lr',
    'learning_rate',
    'lr-Adam/pg1',
    'epoch',
    'global_step',
    'train/grad_norm',
    'gradient-norm',
    'samples_per_second',
    'train/samples_per_sec',
    'tokens/s',
    'gpu_memory',
    'step_time',
    'iterations',
    'weight_norm',
    // Nobody can know which way is better.
    'temperature',
    'entropy',
    'reward_std',
    'ep_rew_std',
    'acc_std',
    'reward_penalty',
    'accuracy_time',
    'train_val_accuracy_gap',
    'val/score',
    // One side of a game.
    'train/discriminator_loss',
    'train/generator_loss',
  ])('%s has no best value', (name) => {
    expect(hasBest(name)).toBe(false)
  })
})
