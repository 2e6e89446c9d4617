import { describe, expect, it } from 'vitest'
import { from, N, pointsOf, readText } from './reading.ts'

const csv = (text: string, mapping = {}) => readText('/logs/mine/values.csv', text, mapping)

describe('a first column without a name that counts the rows', () => {
  it('is the epoch of a history that pandas wrote', () => {
    const { run } = csv(',loss,val_loss\n0,0.5,1\n1,NaN,0.3\n')
    expect(pointsOf(run)).toEqual({ loss: from(0, 0.5, N), val_loss: from(0, 1, 0.3) })
    expect(run?.description).toMatchObject({
      notes: 'Steps are epochs. They are those of the first column, which has no name.',
      stepsPerEpoch: 1,
    })
    expect(run?.columns).toEqual({ step: 'column 1', names: ['column 1', 'loss', 'val_loss'] })
  })

  it.each([
    [
      'pandas, some rows of a frame',
      ',loss\n10,3\n20,1\n',
      {
        loss: [
          [10, 3],
          [20, 1],
        ],
      },
    ],
    ['R, whose rows are called 1, 2, …', '"","loss"\n"1",3\n"2",1\n', { loss: from(1, 3, 1) }],
    ['read and written again by pandas', ',Unnamed: 0,loss\n0,0,3\n1,1,1\n', { loss: from(0, 3, 1) }],
    ['tabs', '\tloss\n0\t3\n1\t1\n', { loss: from(0, 3, 1) }],
  ])('is the step where nothing else is: %s', (_what, text, points) => {
    const { run } = csv(text)
    expect(pointsOf(run)).toEqual(points)
    expect(run?.description.notes).toContain('The step is the first column')
  })

  it.each([
    [
      'a step',
      ',step,loss\n0,10,1\n1,20,0.3\n',
      'csv',
      {
        loss: [
          [10, 1],
          [20, 0.3],
        ],
      },
    ],
    ['an epoch', ',epoch,loss\n0,1,3\n1,2,2\n', 'csv', { loss: from(1, 3, 2) }],
    [
      'Lightning’s',
      ',epoch,step,train_loss\n0,0,5,3\n1,0,9,2\n',
      'lightning',
      {
        epoch: [
          [5, 0],
          [9, 0],
        ],
        train_loss: [
          [5, 3],
          [9, 2],
        ],
      },
    ],
  ])('is dropped where a column says the step: %s', (_what, text, format, points) => {
    const read = csv(text)
    expect(read.format).toBe(format)
    expect(pointsOf(read.run)).toEqual(points)
  })

  it('is a series where a user asks for it, and where it does not count', () => {
    expect(pointsOf(csv(',step,loss\n0,10,1\n1,20,2\n', { only: ['column 1'] }).run)).toEqual({
      'column 1': [
        [10, 0],
        [20, 1],
      ],
    })
    expect(pointsOf(csv(',loss\n0.5,1\n0.25,2\n').run)['column 1']).toEqual(from(0, 0.5, 0.25))
    expect(pointsOf(csv(',loss\n0,1\n1,2\n0,3\n').run)['column 1']).toEqual(from(0, 0, 1, 0))
  })
})
