import { describe, expect, it } from 'vitest'
import {
  accuracy,
  auroc,
  f1Of,
  macroF1,
  namedBits,
  namedClasses,
  recalls,
} from '../../../lib/training/metrics/classes.ts'
import { metricsOf } from '../../../lib/training/metrics/metrics.ts'
import { orderAccuracy, recallAt1 } from '../../../lib/training/metrics/neighbours.ts'
import {
  meanAbsoluteError,
  meanAbsolutePercentageError,
  rootMeanSquaredError,
  rSquared,
} from '../../../lib/training/metrics/numbers.ts'
import { boxIou, maskIou } from '../../../lib/training/metrics/places.ts'
import type { Task } from '../../../lib/training/task.ts'
import { tasks } from '../../../lib/training/tasks.ts'

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number

describe('the class that scores name', () => {
  it('is the first of the largest', () => {
    expect(Array.from(namedClasses([1, 2, 3, 0, 5, 4, 7, 7, 7], 3))).toEqual([2, 1, 0])
    expect(Array.from(namedClasses([-infinity, -infinity, infinity, 0], 2))).toEqual([0, 0])
  })

  it('is none beside a NaN, which counts as wrong', () => {
    const named = namedClasses([nan, 1, 1, nan], 2)
    expect(accuracy(named, [1, 0])).toBe(0)
    expect(Array.from(namedBits([nan, 0, 1e-9, -1]))).toEqual([-1, 0, 1, 0])
  })
})

describe('the metrics of classes', () => {
  // Class 0: 1 of 2 found, once named wrongly. Class 1: 1 of 2 found, once named wrongly. Class 2: not there, named never.
  const named = [0, 1, 1, 0]
  const labels = [0, 0, 1, 1]

  it('are those worked out by hand', () => {
    expect(accuracy(named, labels)).toBe(0.5)
    expect(recalls(named, labels, 3)).toEqual([0.5, 0.5, nan])
    expect(f1Of(named, labels, 0)).toBe(0.5)
    expect(f1Of(named, labels, 2)).toBeNaN()
    expect(macroF1(named, labels, 3)).toBe(0.5)
  })

  it('count a class that is named but never there', () => {
    // F1 of class 0: 2·1/(2·1 + 0 + 1); of class 1: 0.
    expect(macroF1([0, 1], [0, 0], 2)).toBeCloseTo(1 / 3, 12)
  })
})

describe('the area under the ROC curve', () => {
  it.each([
    [[0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 0.75],
    [[1, 2, 3, 4], [0, 0, 1, 1], 1],
    [[4, 3, 2, 1], [0, 0, 1, 1], 0],
    [[5, 5, 5, 5], [0, 1, 0, 1], 0.5],
    // Positives 2 and 3 against negatives 1 and 2: 1, ½, 1, 1 of 4.
    [[1, 2, 2, 3], [0, 1, 0, 1], 3.5 / 4],
    [[-infinity, infinity], [0, 1], 1],
    [[1, 2], [1, 1], nan],
    [[nan, 2], [0, 1], nan],
  ])('of %j for %j is %d', (scores, bits, area) => {
    expect(auroc(scores, bits)).toEqual(area)
  })
})

describe('the errors of a regression', () => {
  it('are 0 and 1 for a perfect prediction', () => {
    expect([meanAbsoluteError([1, 2], [1, 2]), rootMeanSquaredError([1, 2], [1, 2])]).toEqual([0, 0])
    expect(rSquared([1, 2], [1, 2])).toBe(1)
  })

  it('are those worked out by hand', () => {
    expect(meanAbsoluteError([1, 5], [2, 2])).toBe(2)
    expect(rootMeanSquaredError([1, 5], [2, 2])).toBe(Math.sqrt(5))
    expect(meanAbsolutePercentageError([1, 5], [2, -2])).toBe(2)
    expect(meanAbsolutePercentageError([1, 5], [2, 0])).toBeNaN()
  })

  it('give an R² of 0 to the mean and less to what is worse', () => {
    expect(rSquared([2, 2, 2], [1, 2, 3])).toBe(0)
    expect(rSquared([3, 2, 1], [1, 2, 3])).toBe(-3)
    expect(rSquared([1, 2], [0.1, 0.1])).toBeNaN()
    expect(rSquared([0.1, 0.1], [0.1, 0.1])).toBeNaN()
  })
})

describe('the overlap', () => {
  it('of masks is the mean over images, and 1 where nothing is and nothing was marked', () => {
    expect(maskIou([1, 1, -1, -1], [1, 0, 1, 0], 4)).toBeCloseTo(1 / 3, 12)
    expect(maskIou([1, 1, -1, -1, -1, -1, -1, -1], [1, 0, 1, 0, 0, 0, 0, 0], 4)).toBeCloseTo(2 / 3, 12)
    expect(maskIou([nan, nan], [1, 0], 2)).toBe(0)
  })

  it('of boxes is what both cover of what either covers', () => {
    const box = [0.5, 0.5, 0.2, 0.4]
    expect(boxIou(box, 0, box, 0)).toBeCloseTo(1, 12)
    // Moved by half its width: a third.
    expect(boxIou([0.6, 0.5, 0.2, 0.4], 0, box, 0)).toBeCloseTo(1 / 3, 12)
    expect(boxIou([0.9, 0.5, 0.2, 0.4], 0, box, 0)).toBe(0)
    expect(boxIou([0.5, 0.5, -0.2, 0.4], 0, box, 0)).toBe(0)
  })
})

describe('the recall at 1', () => {
  it('asks for the label of the nearest by angle', () => {
    expect(recallAt1([1, 0, 9, 1, 0, 1, 0.1, 5], [0, 0, 1, 1], 2)).toBe(1)
    expect(recallAt1([1, 0, 9, 1, 0, 1, 0.1, 5], [0, 1, 0, 1], 2)).toBe(0)
  })

  it('gives a share of what is equally near', () => {
    // All the same: two others of which one has the label, for rows 0 and 1; none for row 2.
    expect(recallAt1([2, 2, 2, 2, 2, 2], [0, 0, 1], 2)).toBeCloseTo(1 / 3, 12)
    expect(recallAt1([0, 0, 0, 0, 0, 0], [0, 0, 1], 2)).toBeCloseTo(1 / 3, 12)
  })

  it('counts NaN as wrong', () => {
    expect(recallAt1([nan, nan, 1, 0, 1, 0], [0, 1, 1], 2)).toBeCloseTo(2 / 3, 12)
  })
})

it('the accuracy of an order counts pairs of unequal numbers, ties of scores as a half', () => {
  expect(orderAccuracy([1, 2, 3], [10, 20, 30])).toBe(1)
  expect(orderAccuracy([3, 2, 1], [10, 20, 30])).toBe(0)
  expect(orderAccuracy([7, 7, 7], [10, 20, 30])).toBe(0.5)
  expect(orderAccuracy([1, 9, 2], [10, 10, 30])).toBe(0.5)
  expect(orderAccuracy([nan, 1], [10, 20])).toBe(0)
})

describe('the metrics of a task', () => {
  it('have the names of series, with a recall for each class', () => {
    const task: Task = { ...tasks.penguins, size: { inputs: 1, outputs: 2, hidden: 1 } }
    expect(metricsOf(task, [2, 1, 2, 1], [0, 1], ['a/b', 'c'])).toEqual({
      'val/accuracy': 0.5,
      'val/f1': 1 / 3,
      'val/recall/a-b': 1,
      'val/recall/c': 0,
    })
  })

  it('of one of two classes read the sign', () => {
    expect(metricsOf(tasks['penguin-sex'], [-1, 3, 2, -5], [0, 1, 0, 1], ['f', 'm'])).toEqual({
      'val/accuracy': 0.5,
      'val/f1': 0.5,
      'val/auroc': 0.5,
      'val/recall/f': 0.5,
      'val/recall/m': 0.5,
    })
  })

  it('of labels ask for all labels of a row at once', () => {
    const task: Task = { ...tasks['overlaid-digits'], size: { inputs: 1, outputs: 2, hidden: 1 } }
    // Label 0: TP 1, FN 0, FP 0. Label 1: TP 1, FP 1.
    expect(metricsOf(task, [1, 1, -1, 1], [1, 0, 0, 1], null)).toEqual({
      'val/accuracy': 0.5,
      'val/f1': (1 + 2 / 3) / 2,
      'val/auroc': (1 + 0.5) / 2,
    })
  })

  it.each([
    ['named rightly', [-1, -2, -3]],
    ['named wrongly', [1, 2, -3]],
  ])(
    'of a validation with one class only are NaN but for the accuracy and its recall: %s',
    (_how, readings) => {
      const right = readings.filter((reading) => reading < 0).length / 3
      const { 'val/accuracy': accuracy, ...others } = metricsOf(
        tasks['penguin-sex'],
        readings,
        [0, 0, 0],
        ['f', 'm'],
      )
      expect(accuracy).toBe(right)
      expect(others).toEqual({ 'val/f1': nan, 'val/auroc': nan, 'val/recall/f': right, 'val/recall/m': nan })
    },
  )

  it('of several classes of which one is not there are means over the others', () => {
    const task: Task = { ...tasks.penguins, size: { inputs: 1, outputs: 3, hidden: 1 } }
    expect(metricsOf(task, [2, 1, 0, 1, 2, 0], [0, 1], ['a', 'b', 'c'])).toEqual({
      ...{ 'val/accuracy': 1, 'val/f1': 1 },
      ...{ 'val/recall/a': 1, 'val/recall/b': 1, 'val/recall/c': nan },
    })
  })

  it('of boxes give the overlap and the class', () => {
    const task: Task = { ...tasks['digit-boxes'], size: { inputs: 1, outputs: 2, hidden: 1 } }
    const values = metricsOf(task, [0.5, 0.5, 0.2, 0.2, 1, 4], [0.5, 0.5, 0.2, 0.2, 1], null)
    expect(values['val/iou']).toBeCloseTo(1, 12)
    expect(values['val/accuracy']).toBe(1)
  })
})
