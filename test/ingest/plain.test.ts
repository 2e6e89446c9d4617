import { describe, expect, it } from 'vitest'
import { numberInCell, timeIn } from '../../lib/ingest/cell.ts'
import { expectPoints, from, I, N, pointsOf, readFiles, readText } from './reading.ts'

const csv = (text: string, mapping = {}) => readText('/logs/mine/values.csv', text, mapping)

describe('numbers in cells', () => {
  it.each<[string, number | null | undefined]>([
    ['0.5', 0.5],
    [' 1e-3 ', 0.001],
    ['.5', 0.5],
    ['5.', 5],
    ['+2', 2],
    ['-0.0', -0],
    ['nan', N],
    ['NaN', N],
    ['-nan', N],
    ['inf', I],
    ['-Infinity', -I],
    ['1.#QNAN', N],
    ['-1.#INF', -I],
    ['', null],
    ['NA', null],
    ['None', null],
    ['null', null],
    ['-', null],
    ['tensor(0.5)', 0.5],
    ["tensor(nan, device='cuda:0')", N],
    ['tensor(0.5, grad_fn=<MeanBackward0>)', 0.5],
    ['tensor([0.5])', 0.5],
    ['np.float64(0.5)', 0.5],
    ['np.float32(-inf)', -I],
    ['np.int64(3)', 3],
    ['numpy.longdouble(1e-3)', 0.001],
    ['array(0.5, dtype=float32)', 0.5],
    ['Array(0.5, dtype=float32, weak_type=True)', 0.5],
    ['tf.Tensor(0.5, shape=(), dtype=float32)', 0.5],
    ['array([0.5, 1])', undefined],
    ['np.sum(0.5)', undefined],
    ['0x10', undefined],
    ['1_000', undefined],
    ['1,5', undefined],
    ['words', undefined],
    ['True', undefined],
    ['1e', undefined],
    ['toString', undefined],
  ])('%j is %s', (cell, number) => {
    expect(numberInCell(cell)).toBe(number)
  })

  it('times are seconds, milliseconds or texts with a zone', () => {
    expect(timeIn(1_700_000_000)).toBe(1_700_000_000_000)
    expect(timeIn('1700000000000')).toBe(1_700_000_000_000)
    expect(timeIn('2023-11-14T22:13:20Z')).toBe(1_700_000_000_000)
    expect(timeIn('2023-11-14 23:13:20.000000+01:00')).toBe(1_700_000_000_000)
    expect([timeIn('2023-11-14 22:13:20'), timeIn(12.5), timeIn('12:30'), timeIn(null)]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})

describe('a plain table', () => {
  it('goes by the column that is called as a step is', () => {
    const { run, format } = csv('loss,global_step,lr\n2,10,0.1\nnan,20,0.1\n-inf,30,\n')
    expect(format).toBe('csv')
    expectPoints(run, 'loss', [
      [10, 2],
      [20, N],
      [30, -I],
    ])
    expectPoints(run, 'lr', [
      [10, 0.1],
      [20, 0.1],
    ])
    expect(run?.description).toMatchObject({
      name: 'mine/values',
      notes: 'The step is the column global_step.',
    })
  })

  it('counts its rows where no column is a step, and says so', () => {
    const { run } = csv('loss,acc\n2,0.1\n1,0.2\n')
    expectPoints(run, 'loss', from(0, 2, 1))
    expect(run?.description.notes).toContain('rows are counted from 0')
  })

  it.each([
    ['tabs', 'step\ta\tb\n1\t2\t3\n'],
    ['semicolons and decimal commas', 'step;a;b\n1;2,0;3\n'],
    ['a byte order mark and \\r\\n', '\ufeffstep,a,b\r\n1,2,3\r\n'],
    ['\\r alone', 'step,a,b\r1,2,3\r'],
    ['spaces and quotes', ' step , "a", b\n1, "2", 3\n'],
    ['empty lines', 'step,a,b\n\n1,2,3\n\n'],
  ])('%s', (_what, text) => {
    const { run } = csv(text)
    expect(pointsOf(run)).toEqual({ a: [[1, 2]], b: [[1, 3]] })
  })

  it('batches that begin anew in each epoch count on', () => {
    expectPoints(csv('epoch,batch,loss\n0,0,4\n0,1,3\n1,0,2\n1,1,1\n').run, 'loss', from(0, 4, 3, 2, 1))
  })

  it('a step that goes back is written again: the last value holds, and it is said', () => {
    const { run } = csv('step,loss\n1,4\n2,3\n3,9\n2,2\n3,1\n')
    expectPoints(run, 'loss', from(1, 4, 2, 1))
    expect(run?.description.notes).toContain('2 earlier values left out')
  })

  it('what is no step is left out, counted, and named with its line', () => {
    const { run, troubles } = csv('step,loss\n0.5,4\n1,3\n1e20,3\n-1,2\n')
    expectPoints(run, 'loss', [[1, 3]])
    expect(run?.description.notes).toContain('Left out: 3 rows whose step is no whole number from 0 on.')
    expect(troubles).toMatchObject([
      {
        place: 'line 2',
        what: 'its step 0.5 is no whole number from 0 on, nor is that of 2 other rows: left out.',
      },
    ])
  })

  it.each(['0.5', '-1', '1e300', 'nan'])(
    'where the only step is %s it is said why there is no value',
    (step) => {
      const { run, troubles } = csv(`epoch,loss\n${step},4\n`, { step: 'epoch' })
      expect(run?.series).toEqual([])
      expect(troubles[0]?.what).toMatch(
        /^its step (0.5|-1|1e\+300|NaN) is no whole number from 0 on: left out\.$/,
      )
    },
  )

  it('the last cell of a line without an end is not believed', () => {
    const { run, troubles } = csv('step,acc,loss\n1,0.5,0.25\n2,0.6,0.2')
    expect(pointsOf(run)).toEqual({ acc: from(1, 0.5, 0.6), loss: [[1, 0.25]] })
    expect(troubles).toMatchObject([{ place: 'line 3' }])
  })

  it('numbers as NumPy 2 prints them are numbers', () => {
    const text = 'step,loss\nnp.int64(1),np.float64(0.5)\n2,"array(nan, dtype=float32)"\n'
    expect(pointsOf(csv(text).run)).toEqual({ loss: from(1, 0.5, N) })
  })

  it('a quote that is never closed costs its line', () => {
    const { run, troubles } = csv('step,loss\n1,4\n2,"3\n3,2\n4,1\n')
    expectPoints(run, 'loss', [
      [1, 4],
      [3, 2],
      [4, 1],
    ])
    expect(troubles).toMatchObject([{ place: 'line 3', what: 'a quote is not closed.' }])
  })

  it('a quoted cell may hold line breaks and delimiters', () => {
    expectPoints(csv('step,note,loss\n1,"a,\n""b""",4\n2,x,3\n').run, 'loss', from(1, 4, 3))
  })

  it('names of columns may be anything', () => {
    const { run } = csv('step,constructor,__proto__,,loss,loss\n1,1,2,3,4,5\n')
    expect(run?.series.map(({ name }) => name)).toEqual([
      'constructor',
      '__proto__',
      'column 4',
      'loss',
      'loss (6)',
    ])
  })

  it('names in bytes that are no UTF-8 are said to be so', () => {
    const { runs } = readFiles({ '/logs/mine/values.csv': Buffer.from('step,pérte\n1,2\n2,3\n', 'latin1') })
    expect(runs[0]?.run.series.map(({ name }) => name)).toEqual(['p\ufffdrte'])
    expect(runs[0]?.run.description.notes).toContain('bytes that are no UTF-8')
    expect(csv('step,pérte\n1,2\n').run?.description.notes).not.toContain('UTF-8')
  })

  it('a broken file of many lines is told in a few sentences', () => {
    const { troubles } = csv(`step,loss\n1,2\n${'1,2,3\n'.repeat(1000)}`)
    expect(troubles).toHaveLength(21)
    expect(troubles.at(-1)?.what).toBe('980 more places could not be read.')
  })
})

describe('what stands beside a table', () => {
  it('is what the run was started with', () => {
    const { runs, unknown } = readFiles({
      '/x/version_0/metrics.csv': 'epoch,step,train_loss\n0,0,1.5\n0,1,0.5\n',
      '/x/version_0/hparams.yaml':
        "lr: 0.001\nopt:\n  name: adam\n  betas: [0.9, 0.99]\nname: 'mine'\nflag: true\nbad: .nan\nnone: null\n# words\n",
    })
    expect(unknown).toEqual([])
    expect(runs[0]?.run.description.params).toEqual({
      lr: 0.001,
      'opt.name': 'adam',
      name: 'mine',
      flag: true,
      bad: 'NaN',
      none: 'null',
    })
  })
})
