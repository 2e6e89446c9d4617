import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  expectPoints,
  from,
  I,
  N,
  pointsOf,
  readFiles,
  readPlaces,
  readReal,
  readText,
  real,
} from './reading.ts'

/** A table as Stable-Baselines3 prints it; of a section the value is missing. */
function table(rows: readonly (readonly [key: string, value?: string | number])[]): string {
  const line = '-'.repeat(38)
  const drawn = rows.map(([key, value = '']) => `| ${key.padEnd(20)} | ${String(value).padEnd(11)} |`)
  return `${[line, ...drawn, line].join('\n')}\n`
}
const at = (step: number | string, loss: number | string) =>
  table([['time/'], ['   total_timesteps', step], ['train/'], ['   loss', loss]])
const log = (text: string) => readText('/x/log.txt', text)
const wholeLog = at(10, 3) + at(20, 'nan') + at(30, 1)

describe('the text that Stable-Baselines3 writes for people', () => {
  it('has the steps and series of its JSON, rounded', () => {
    const [text, lines] = ['log.txt', 'progress.json'].map((name) =>
      pointsOf(readReal('stable-baselines3', name).run),
    )
    const rounded = Object.entries(lines ?? {}).map(([name, points]) => [
      name,
      points.map(([step, value]) => [step, Number(value.toPrecision(3))]),
    ])
    expect(text).toEqual(Object.fromEntries(rounded))
  })

  it('is one run with the exact files beside it, which are read', () => {
    const { runs, unknown } = readPlaces(
      ...['log.txt', 'progress.csv', 'progress.json'].map((name) => real('stable-baselines3', name)),
    )
    expect(runs.map(({ path }) => path)).toEqual([real('stable-baselines3/progress.json')])
    expect(unknown).toEqual([])
    const csv = readFileSync(real('stable-baselines3/progress.csv'))
    const txt = readFileSync(real('stable-baselines3/log.txt'))
    const files = { '/a/log_2.txt': txt, '/a/progress_2.csv': csv, '/b/log_2.txt': txt }
    expect(readFiles(files).runs.map(({ path }) => path)).toEqual(['/a/progress_2.csv', '/b/log_2.txt'])
  })

  it('may hold what else the program says', () => {
    const { run, format, troubles } = log(`Logging to /x\n${at(10, 3)}New best reward!\n\n${at(20, 2)}`)
    expect([format, troubles]).toEqual(['stable-baselines3', []])
    expect(pointsOf(run)['train/loss']).toEqual([
      [10, 3],
      [20, 2],
    ])
  })

  it.each([
    [
      'what explains it',
      `# Training\n\nThe agent learns.\n\nIt prints\n\n${table([['train/'], ['   loss', 1]])}\nand so on.\n\nThe end.\n`,
    ],
    ['a table in Markdown', '| name | loss |\n|------|------|\n| a/   |      |\n|    b | 0.5  |\n'],
    [
      'a table without sections',
      table([
        ['loss', 1],
        ['acc', 2],
      ]),
    ],
    ['a table of other columns', `${'-'.repeat(16)}\n| a | b  | loss |\n| 1 | 2  | 0.5  |\n`],
  ])('is not taken for it: %s', (_what, text) => {
    expect(log(text).format ?? '').not.toBe('stable-baselines3')
  })

  it('whose rules are damaged keeps its tables apart', () => {
    const broken = wholeLog.replace(/-\n-/, '-\nx')
    expect(pointsOf(log(broken).run)).toEqual(pointsOf(log(wholeLog).run))
    const merged = log(wholeLog.replace(/-{38}\n-{38}\n/, ''))
    expectPoints(merged.run, 'train/loss', [[30, 1]])
    expect(merged.troubles).toMatchObject([
      {
        place: 'line 7',
        what: '"time/total_timesteps" comes twice in the table from line 2 on: it is left out.',
      },
    ])
  })

  it('values whose section is damaged are of no series', () => {
    const { run, troubles } = log(wholeLog.replace('| train/', '* train/'))
    expectPoints(run, 'train/loss', [
      [20, N],
      [30, 1],
    ])
    expect(Object.keys(pointsOf(run))).toEqual(['train/loss'])
    expect(troubles.map(({ place }) => place)).toEqual(['line 4', 'line 5'])
  })

  it('a table whose step is damaged or rounded is left out', () => {
    const damaged = log(wholeLog.replace('|    total', '|    total|\n'))
    expectPoints(damaged.run, 'train/loss', [
      [20, N],
      [30, 1],
    ])
    expect(damaged.troubles.at(-1)?.what).toBe('this table is damaged and tells no step: it is left out.')
    const rounded = log(wholeLog + at('1.02e+03', 5))
    expect(pointsOf(rounded.run)).toEqual(pointsOf(log(wholeLog).run))
    expect(rounded.troubles).toMatchObject([
      { place: 'line 20', what: 'the step of this table is rounded, 1.02e+03: it is left out.' },
    ])
  })

  it('a table that is still being written is read as far as its step is known', () => {
    const start = wholeLog.length - at(30, 1).length
    const upTo = (text: string) => log(wholeLog.slice(0, wholeLog.indexOf(text, start) + text.length))
    const early = upTo('time/                |             |\n')
    expectPoints(early.run, 'train/loss', [
      [10, 3],
      [20, N],
    ])
    expect(early.troubles[0]?.what).toBe('the last table has no end: it is not finished.')
    expectPoints(upTo('loss              | 1           |\n').run, 'train/loss', [
      [10, 3],
      [20, N],
      [30, 1],
    ])
  })

  it('without a step its tables are counted, one that is damaged too', () => {
    const loss = (value: number | string) => table([['train/'], ['   loss', value]])
    const text = loss(3) + loss(2).replace('| train/', '* train/') + loss('inf')
    expectPoints(log(text).run, 'train/loss', [
      [0, 3],
      [2, I],
    ])
  })

  it('names that were cut off are said to be so', () => {
    const name = 'a_name_that_is_too_long_for_this_...'
    const text = `${at(10, 3)}${table([['time/'], ['   total_timesteps', 20], [name, 1]])}`
    expect(log(text).run?.description.notes).toContain('more than 36 characters are cut off')
  })
})

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
    const { runs } = readFiles({ '/x/history.json': '{"tfjs": "4.22.0", "a": {"epoch": [], "loss": [1]}}' })
    expect(runs[0]?.run.series).toEqual([])
  })
})
