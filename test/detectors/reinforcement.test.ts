import { describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { watchFromText, watchToText } from '../../lib/detectors/memory/stored-watch.ts'
import { observe, startWatch } from '../../lib/detectors/memory/watch.ts'
import { decay, explodes, noisy } from './curves.ts'
import { alarmsIn, codesOf, columns, epochs, loud, raised, watched } from './watching.ts'

const rows = 400
/** A policy that has not left its reference for 200 steps. */
const policyLoss = [...new Array<number>(200).fill(0), ...noisy(200, 0.2, (row) => (0.02 * row) / 200)]
const rising = noisy(rows, 0.1, (row) => row / rows)

describe('zeros for 200 steps and then a rise', () => {
  it.each(['rollout/ep_rew_mean', 'reward', 'kl', 'advantage', 'episode_return', 'rewards/format/mean'])(
    'are no trouble of a policy beside %s',
    (name) => {
      for (const loss of ['train/loss', 'loss'])
        expect(loud(watched({ [loss]: policyLoss, [name]: rising }, noFacts))).toEqual([])
    },
  )

  it.each(['accuracy', 'speed', 'rewards/chosen'])('are suspicious beside %s', (name) => {
    expect(codesOf(loud(watched({ loss: policyLoss, [name]: rising }, noFacts)))).toContain('masked-nan')
  })
})

describe('a run that logs rewards', () => {
  it('is still told of a loss that is not a number', () => {
    const loss = [...noisy(20, 0.1, () => 0.1), Number.NaN]
    expect(raised(loud(watched({ loss, reward: rising })))).toEqual(['non-finite@20'])
  })

  it('is known as one by names that come later, and after it was stored', () => {
    const watch = startWatch(epochs)
    observe(watch, 'run', [columns([1, 0.9], 'loss')])
    observe(watch, 'run', [columns([0, 0.1], 'reward')])
    const stored = watchFromText(watchToText(watch))
    if (!stored) throw new Error('The watch cannot be read.')
    const found = observe(stored, 'run', [columns(explodes(60, 30), 'loss', 2)])
    expect(codesOf(found)).toContain('diverged')
    expect(loud(found)).toEqual([])
  })
})

describe('a divergence between distributions beside a loss', () => {
  it('does not excuse a loss that begins above zero, as that of a variational model does', () => {
    const kl = noisy(60, 0.05, decay(0.1, 3, 10))
    expect(codesOf(loud(watched({ loss: explodes(60, 30), kl })))).toEqual(
      codesOf(loud(watched({ loss: explodes(60, 30) }))),
    )
    expect(alarmsIn(explodes(60, 30))).not.toEqual([])
  })
})

describe('what should rise', () => {
  it.each(['rewards/chosen', 'objective/rlhf_reward', 'rollout/ep_rew_mean', 'elbo', 'train/log_likelihood'])(
    'is never judged as a loss: %s',
    (name) => {
      for (const values of [noisy(60, 0.01, (row) => -5 + row), noisy(60, 0.01, () => 2)])
        expect(watched({ [name]: values })).toEqual([])
    },
  )
})
