import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expectPoints, I, N, pointsOf, readFiles, readPlaces, readReal, readText, real } from './reading.ts'

/** A table as Stable-Baselines3 prints it; of a section the value is missing. */
function table(rows: readonly (readonly [key: string, value?: string | number])[]): string {
  const longest = Math.max(20, ...rows.map(([key]) => key.length))
  const line = '-'.repeat(longest + 18)
  const drawn = rows.map(([key, value = '']) => `| ${key.padEnd(longest)} | ${String(value).padEnd(11)} |`)
  return `${[line, ...drawn, line].join('\n')}\n`
}
type Row = readonly [key: string, value?: string | number]
const rows = (step: number | string, loss: number | string): Row[] => [
  ['time/'],
  ['   total_timesteps', step],
  ['train/'],
  ['   loss', loss],
]
const at = (step: number | string, loss: number | string) => table(rows(step, loss))
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

  it.each([
    ['joined', (text: string) => text.replace('|\n| time/', '|x| time/')],
    [
      'a section with a value',
      (text: string) => text.replace('| time/                |  ', '| time/                | 0'),
    ],
    ['of another width', (text: string) => text.replace('| time/  ', '| time/ ')],
  ])('a row that none can be is not believed: %s', (_what, damage) => {
    const { run, troubles } = log(wholeLog + damage(table([['eval/'], ['   loss', 9], ...rows(40, 0)])))
    expect(pointsOf(run)).toEqual(pointsOf(log(wholeLog).run))
    expect(troubles.at(-1)?.what).toBe('this table is damaged and tells no step: it is left out.')
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
