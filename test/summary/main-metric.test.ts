import { describe, expect, it } from 'vitest'
import { mainMetric, mainSeries, nothingSaid } from '../../lib/summary/main-metric.ts'

describe('the main metric', () => {
  it.each<[string[], string | null, string[]]>([
    [['train/loss', 'val/loss', 'lr'], 'val/loss', ['train/loss', 'val/loss']],
    [['loss', 'val_loss', 'accuracy'], 'val_loss', ['loss', 'val_loss']],
    [['train/box_loss', 'train/cls_loss', 'train/loss'], 'train/loss', ['train/loss']],
    [['train/mse', 'val/mse'], 'val/mse', ['train/mse', 'val/mse']],
    [['lr', 'epoch', 'val/accuracy', 'train/accuracy'], 'val/accuracy', ['val/accuracy', 'train/accuracy']],
    [['lr', 'objective'], 'objective', ['objective']],
    [['lr'], 'lr', ['lr']],
    [[], null, []],
  ])('of %j is %s', (names, main, all) => {
    expect([mainMetric(names, nothingSaid), mainSeries(names, nothingSaid)]).toEqual([main, all])
  })
})
