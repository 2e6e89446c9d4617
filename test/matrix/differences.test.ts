import { describe, expect, it } from 'vitest'
import { saidText } from '../../lib/matrix/difference-words.ts'
import { commonEdges, examplesOf, seenOf, setupDifference } from '../../lib/matrix/differences.ts'
import { predictions } from '../predictions/made.ts'

const labels = [0, 1, 1]
const sure = (p: number) => [1 - p, p]
/** Two seeds of one setup, and one of another. */
const first = [
  seenOf(
    predictions([sure(0.1), sure(0.9), sure(0.2)], labels, { kind: 'probabilities', task: 'classification' }),
  ),
  seenOf(
    predictions([sure(0.1), sure(0.7), sure(0.4)], labels, { kind: 'probabilities', task: 'classification' }),
  ),
]
const second = [
  seenOf(
    predictions([sure(0.3), sure(0.6), sure(0.8)], labels, { kind: 'probabilities', task: 'classification' }),
  ),
]

describe('models of classes', () => {
  it('differ in recalls, over seeds', () => {
    const { recalls } = setupDifference(first, labels, commonEdges([first, second]))
    expect(recalls?.map(({ mean }) => mean)).toEqual([1, 0.5])
    expect(setupDifference(second, labels, []).recalls?.map(({ mean }) => mean)).toEqual([1, 1])
  })

  it('have an error for each row, 1 less the probability of the true class', () => {
    const { histogram } = setupDifference(first, labels, [0, 0.5, 1])
    // 0.1, 0.1, 0.8 and 0.1, 0.3, 0.6
    expect(histogram).toEqual({ counts: [4, 2], below: 0, above: 0, nonFinite: 0 })
  })

  it('are calibrated as far as they are as sure as they are right', () => {
    const { calibration } = setupDifference(second, labels, [0, 1])
    expect(calibration?.error.mean).toBeCloseTo((0.3 + 0.4 + 0.2) / 3, 10)
  })

  it('judge rows differently: those of which the mean error differs most come first', () => {
    const examples = examplesOf(first, second, labels)
    expect(examples.first.map(({ row }) => row)).toEqual([0, 1])
    expect(examples.second.map(({ row }) => row)).toEqual([2])
    expect(examples.second[0]?.first.error).toBeCloseTo(0.7, 10)
    expect(examples.second[0]?.first.said).toBe(0)
  })

  it('without probabilities are right or wrong, and have no calibration', () => {
    const seen = [
      seenOf(
        predictions(
          [
            [1, 2, 0],
            [5, 1, 0],
          ],
          [1, 1],
          { kind: 'scores' },
        ),
      ),
    ]
    expect(Array.from(seen[0]?.errors.errors ?? [])).toEqual([0, 1])
    expect(setupDifference(seen, [1, 1], [0, 0.5, 1]).calibration).toBeNull()
  })
})

describe('models of numbers', () => {
  const one = [seenOf(predictions([[1], [5], [Number.NaN]], [2, 2, 2]))]
  it('have residuals, of which those that are not finite are counted', () => {
    const { histogram, residuals, recalls } = setupDifference(one, [2, 2, 2], [-2, 0, 4])
    expect(histogram).toEqual({ counts: [1, 1], below: 0, above: 0, nonFinite: 1 })
    expect(residuals).toHaveLength(2)
    expect(recalls).toBeNull()
  })

  it('judge no row differently where one says NaN', () => {
    const other = [seenOf(predictions([[3], [2], [2]], [2, 2, 2]))]
    const { first, second } = examplesOf(one, other, [2, 2, 2])
    expect([...first, ...second].map(({ row }) => row)).toEqual([1])
    expect(second[0]).toMatchObject({ first: { error: 3, said: 5 }, second: { error: 0, said: 2 } })
  })
})

it('says a class by its name and a number in its unit', () => {
  const classes = { task: 'classification', rows: 1, classNames: ['cat', 'dog'], unit: null } as const
  expect([0, 1, -1].map((said) => saidText(said, classes))).toEqual(['cat', 'dog', 'NaN'])
  expect(saidText(31.234, { ...classes, task: 'regression', unit: 'minutes' })).toBe('31.2 minutes')
})
