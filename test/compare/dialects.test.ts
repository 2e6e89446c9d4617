import { describe, expect, it } from 'vitest'
import { obstacleTo } from '../../lib/compare/comparability.ts'
import { dialectRift } from '../../lib/compare/dialect-rift.ts'
import { noticeOf } from '../../lib/compare/notice.ts'
import { scoreRows } from '../../lib/compare/score-rows.ts'
import { lossAgreement, lossText } from '../../lib/compare/trained-loss.ts'
import { verdictOf } from '../../lib/compare/verdict.ts'
import type { RunLoss } from '../../lib/run.ts'
import { compared, labelOf, run } from './compared.ts'

const loss = (id: string, dialect?: string, params: RunLoss['params'] = {}): RunLoss =>
  dialect === undefined ? { id, params } : { id, params, dialect }
const runs = (...losses: RunLoss[]) => losses.map((of, i) => run(`r${i}`, { loss: of }))
const reached = (...losses: RunLoss[]) =>
  runs(...losses).map((of, i) => compared(of, { 'val/loss': { last: 0.5 + i } }))

describe('one loss of two libraries', () => {
  it.each<[string, RunLoss[], 'same' | 'different']>([
    ['is one where their values are', [loss('mse', 'torch'), loss('mse', 'keras')], 'same'],
    ['is one where both differ alike', [loss('kl-div', 'optax'), loss('kl-div', 'keras')], 'same'],
    ['is two where their values differ', [loss('kl-div', 'torch'), loss('kl-div', 'keras')], 'different'],
    ['is two where one run says nothing of its own', [loss('kl-div'), loss('kl-div', 'keras')], 'different'],
    ['is one by whatever name of it', [loss('kl-div', 'Keras'), loss('kl-div', 'tensorflow')], 'same'],
    ['is one of PyTorch and of ours', [loss('kl-div', 'pytorch'), loss('kl-div')], 'same'],
    ['is one of a library unknown', [loss('my-loss', 'Mine'), loss('my-loss', 'mine')], 'same'],
    ['is one at the default', [loss('huber', 'mxnet', { delta: 1 }), loss('huber', 'torch')], 'same'],
    [
      'is two at another threshold',
      [loss('huber', 'mxnet', { delta: 2 }), loss('huber', 'torch', { delta: 2 })],
      'different',
    ],
    [
      'is two where only the sample is alike',
      [loss('mape', 'catboost'), loss('mape', 'xgboost')],
      'different',
    ],
    ['is one of one library', [loss('mape', 'catboost'), loss('mape', 'catboost')], 'same'],
    [
      'is two where both are 0 on the sample',
      [loss('triplet', 'mxnet'), loss('triplet', 'pytorch-metric-learning')],
      'different',
    ],
  ])('%s', (_, losses, agreement) => {
    expect(lossAgreement(runs(...losses))).toBe(agreement)
    expect(obstacleTo('val/loss', runs(...losses))).toBe(agreement === 'same' ? null : 'different-dialects')
  })

  it.each<[RunLoss[], string]>([
    [[loss('kl-div', 'nolib'), loss('kl-div', 'torch')], 'kl-div in nolib'],
    [[loss('kl-div', 'lightgbm'), loss('kl-div')], 'kl-div in LightGBM'],
    [[loss('mae', 'nolib'), loss('mae', 'other')], 'mae in nolib and other'],
    [[loss('my-loss', 'keras'), loss('my-loss')], 'my-loss in Keras'],
  ])('may be two where nobody measured it: no rank, and no figure', (losses, what) => {
    const many = reached(...losses)
    expect(lossAgreement(runs(...losses))).toBe('unknown')
    expect(dialectRift(runs(...losses))).toBeNull()
    expect(obstacleTo('val/loss', runs(...losses))).toBe('unknown-losses')
    expect(scoreRows(many)[0]?.best.map((score) => score?.isBest)).toEqual([false, false])
    expect(noticeOf(many, 'val/loss')?.text).toBe(
      `These runs name the same loss, but nothing is known of ${what}: whether it is the same there nobody measured, so their loss values are not ranked. They share no metric that they could be ranked by.`,
    )
  })

  it('has figures of those libraries only that were measured', () => {
    const losses = [loss('kl-div', 'nolib'), loss('kl-div', 'torch'), loss('kl-div', 'keras')]
    expect(lossAgreement(runs(...losses))).toBe('different')
    expect(dialectRift(runs(...losses))).toBe(
      'kl-div is not one loss here: on one sample it is 0.1478 in PyTorch and 0.2956 in Keras',
    )
  })

  it('is ranked where it is one, and where not it is said why', () => {
    const same = reached(loss('mse', 'torch'), loss('mse', 'keras'))
    expect(scoreRows(same)[0]?.best.map((score) => score?.isBest)).toEqual([true, false])
    expect(noticeOf(same, 'val/loss')).toBeNull()

    const apart = reached(loss('kl-div', 'torch'), loss('kl-div', 'keras'))
    expect(scoreRows(apart)[0]?.best.map((score) => score?.isBest)).toEqual([false, false])
    const rift = 'kl-div is not one loss here: on one sample it is 0.1478 in PyTorch and 0.2956 in Keras'
    expect(verdictOf(apart, 'val/loss', labelOf).sentence).toBe(
      'val/loss is not ranked: it is the value of another loss in another library.',
    )
    expect(noticeOf(apart, 'val/loss')?.text).toBe(
      `These runs name the same loss, but ${rift}. Their loss values are not ranked. They share no metric that they could be ranked by.`,
    )
  })

  it.each<[RunLoss[], string]>([
    [[loss('focal', 'kornia'), loss('focal')], 'focal is not one loss here: Kornia has several by that name'],
    [
      [loss('mape', 'catboost'), loss('mape')],
      'mape is not one loss here: that of CatBoost is another one on other data',
    ],
    [
      [loss('huber', 'mxnet', { delta: 2 }), loss('huber', 'keras', { delta: 2 })],
      'huber is not one loss here: that of MXNet Gluon is another one with such parameters',
    ],
  ])('is told apart in words where a value would not do', (losses, rift) => {
    expect(dialectRift(runs(...losses))).toBe(rift)
  })

  it('says no more than before where the losses themselves differ', () => {
    const losses = [loss('kl-div', 'keras'), loss('mse', 'torch')]
    expect(obstacleTo('val/loss', runs(...losses))).toBe('different-losses')
  })

  it('is named with its library where that matters', () => {
    expect(lossText(loss('kl-div', 'keras'))).toBe('kl-div (Keras)')
    expect(lossText(loss('kl-div', 'torch'))).toBe('kl-div')
    expect(lossText(loss('focal', 'kornia', { gamma: 3 }))).toBe('focal (Kornia, gamma 3)')
  })
})
