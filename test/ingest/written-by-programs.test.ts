import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectPoints, from, I, N, pointsOf, readFiles, readPlaces, real } from './reading.ts'

const flipped = (bytes: Uint8Array, share: number, bit: number) => {
  const made = Uint8Array.from(bytes)
  const at = Math.floor(share * bytes.length)
  made[at] = (made[at] as number) ^ (1 << bit)
  return made
}

describe('a bit that is flipped', () => {
  // Of Stable-Baselines3 a table has at most three values, whose step may be the one that is damaged.
  it.each([
    ['stable-baselines3/log.txt', 3],
    ['dl4j/reports.txt', 1],
    ['tfjs/history.json', 8],
  ])('of %s changes at most %i values', (place, most) => {
    const bytes = readFileSync(real(place))
    const keysOf = (content: Uint8Array) =>
      new Set(
        readFiles({ [`/${place}`]: content }).runs.flatMap(({ run }) =>
          Object.entries(pointsOf(run)).flatMap(([name, points]) =>
            points.map(([step, value]) => `${name} ${step} ${value}`),
          ),
        ),
      )
    const whole = keysOf(bytes)
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999999, noNaN: true }), fc.nat(7), (share, bit) => {
        const found = keysOf(flipped(bytes, share, bit))
        expect([...found].filter((key) => !whole.has(key)).length).toBeLessThanOrEqual(most)
      }),
      { seed: 20261203, numRuns: 1000 },
    )
  })
})

describe('reports of Deeplearning4j', () => {
  const converged = [
    ...[231.748046875, 167.19082641601562, 120.67959594726562],
    ...[87.16902160644531, 63.024349212646484, 45.627052307128906],
  ]

  it('are a run for each training, with its learning rate', () => {
    const { runs, troubles } = readPlaces(real('dl4j'))
    expect(troubles).toEqual([])
    expect(runs.map(({ run }) => run.description)).toMatchObject([
      { name: 'dl4j/reports: learning rate 0.001', params: { 'learning rate': 0.001 } },
      { name: 'dl4j/reports: learning rate 1e20', params: { 'learning rate': 1e20 } },
    ])
    expectPoints(runs[0]?.run, 'score', from(0, ...converged))
    expectPoints(runs[1]?.run, 'score', from(0, 231.748046875, I, I, N, N, N))
  })

  it('a training whose first line is damaged is another one all the same', () => {
    const text = readFileSync(real('dl4j/reports.txt'), 'utf8').replace('rate 1e20', 'ra')
    const { runs, troubles } = readFiles({ '/x/reports.txt': text })
    expect(runs.map(({ run }) => run.part)).toEqual(['learning rate 0.001', 'training 2'])
    expect(runs[1]?.run.description.params).toBeUndefined()
    expectPoints(runs[0]?.run, 'score', from(0, ...converged))
    expect(troubles).toMatchObject([{ place: 'line 8' }])
  })

  it('trainings of one learning rate are told apart', () => {
    const text = 'learning rate 0.1, file of 2097152 bytes\niteration 0 score 1.0E-5\n'
    const { runs } = readFiles({ '/x/reports.txt': text + text })
    expect(runs.map(({ run }) => run.part)).toEqual(['learning rate 0.1', 'learning rate 0.1, training 2'])
    for (const { run } of runs) expectPoints(run, 'score', [[0, 1e-5]])
  })
})

describe('histories of TensorFlow.js', () => {
  it('are a run for each training, whose numbers stand as texts', () => {
    const { runs, troubles } = readPlaces(real('tfjs/history.json'))
    expect(troubles).toEqual([])
    expect(runs.map(({ run }) => [run.part, run.description.source])).toEqual([
      ['diverged', 'tensorflow.js 4.22.0'],
      ['earlyStopping, patience 2', 'tensorflow.js 4.22.0'],
    ])
    const start = [17.5, 23201497084854270, 3.0780668228449047e31]
    expectPoints(runs[0]?.run, 'loss', from(0, ...start, I, I, I, N, N))
    expectPoints(runs[1]?.run, 'loss', from(0, ...start))
  })

  it('go by their epochs, and tell of values that JSON could not hold', () => {
    const text = '{"tfjs": "4.22.0", "mine": {"epoch": [3, 4], "loss": [0.5, null], "acc": [1]}}'
    const { runs, troubles } = readFiles({ '/x/history.json': text })
    expect(pointsOf(runs[0]?.run)).toEqual({ loss: [[3, 0.5]] })
    expect(runs[0]?.run.description.notes).toContain('JSON.stringify writes so for NaN and ∞')
    expect(troubles).toMatchObject([{ place: 'acc' }])
  })

  it('without its epochs a training is left out, and it is said', () => {
    const text = '{"tfjs": "4.22.0", "a": {"epoch": [0], "loss": [1]}, "b": {"Epoch": [0], "loss": [2]}}'
    const { runs, troubles } = readFiles({ '/x/history.json': text })
    expect(runs.map(({ run }) => pointsOf(run))).toEqual([{ loss: [[0, 1]] }])
    expect(troubles).toMatchObject([{ place: 'b', what: 'it has no list of epochs: left out.' }])
  })
})
