import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { adviseOn, evidenceOf } from '../../lib/chooser/index.ts'
import { describeTarget, parseCsv } from '../../lib/tabular/index.ts'
import { root } from '../source-files.ts'

const file = join(root, 'node_modules/vega-datasets/data/penguins.json')

function penguins() {
  const rows = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>[]
  const names = Object.keys(rows[0] ?? {})
  const lines = rows.map((row) => names.map((name) => row[name] ?? '').join(','))
  return parseCsv([names.join(','), ...lines].join('\n'))
}

function columnOf(values: readonly (string | number)[]) {
  return parseCsv(['target', ...values].join('\n'))
}

const of = (values: readonly (string | number)[]) => evidenceOf(describeTarget(columnOf(values), 'target'))

/** 1, 2, … n pushed through a function: data without chance. */
const made = (n: number, value: (i: number) => number | string) =>
  Array.from({ length: n }, (_, i) => value(i))
/** About normal, around 500 with a deviation of 10. */
const normal = (i: number) => 500 + 10 * Math.tan(((((i * 37) % 100) + 0.5) / 100 - 0.5) * 2) + 0.01

describe('the evidence of a column', () => {
  it.each([
    ['numbers around a middle', made(100, normal), 'number', 'none', 'mse'],
    [
      'a few far values',
      [...made(95, normal), ...made(5, (i) => 2000 + i + 0.5)],
      'number',
      'outliers',
      'huber',
    ],
    [
      'many far values',
      [...made(80, normal), ...made(20, (i) => (i % 2 ? -2000.5 : 3000.5) + i)],
      'number',
      'many-outliers',
      'mae',
    ],
    ['powers of ten', made(200, (i) => Math.exp(i / 16) + 0.5), 'number', 'wide-range', 'msle'],
    [
      'numbers below 0 with a tail',
      [...made(195, (i) => i - 100.5), ...made(5, () => 9000.5)],
      'number',
      'outliers',
      'huber',
    ],
    ['grams, though whole', made(100, (i) => 3000 + 37 * i), 'number', 'none', 'mse'],
    ['small counts', made(200, (i) => (i * 7) % 13), 'count', 'none', 'poisson-nll'],
    [
      'counts with a few huge ones',
      [...made(85, (i) => i % 12), ...made(15, (i) => 900 + i)],
      'count',
      'outliers',
      'msle',
    ],
    ['two classes alike', made(100, (i) => (i % 2 ? 'yes' : 'no')), 'yes-no', 'none', 'bce-with-logits'],
    ['one in ten', made(100, (i) => (i % 10 ? 'no' : 'yes')), 'yes-no', 'imbalance', 'bce-with-logits'],
    ['one in a hundred', made(300, (i) => (i % 100 ? 0 : 1)), 'yes-no', 'extreme-imbalance', 'sigmoid-focal'],
    ['three classes alike', made(90, (i) => 'abc'[i % 3] as string), 'class', 'none', 'cross-entropy'],
    [
      'a rare class',
      made(100, (i) => (i < 10 ? 'a' : 'bc'[i % 2]) as string),
      'class',
      'imbalance',
      'cross-entropy',
    ],
    [
      'a very rare class',
      made(400, (i) => (i < 3 ? 'a' : 'bc'[i % 2]) as string),
      'class',
      'extreme-imbalance',
      'focal',
    ],
  ] as const)('%s', (_words, values, target, trouble, loss) => {
    const { situation } = of(values)
    expect([situation.target, situation.trouble]).toEqual([target, trouble])
    expect(adviseOn(situation).loss).toBe(loss)
  })

  it('of the penguins: three species of unequal size, and a mass without outliers', () => {
    const table = penguins()
    const species = evidenceOf(describeTarget(table, 'Species'))
    expect(species.situation).toEqual({ target: 'class', trouble: 'none', labels: 'clean' })
    expect(species.sentences.join(' ')).toContain('3 classes: Adelie 152, Gentoo 124, Chinstrap 68.')
    const mass = evidenceOf(describeTarget(table, 'Body Mass (g)'))
    expect(mass.situation).toEqual({ target: 'number', trouble: 'none', labels: 'clean' })
    expect(mass.sentences.join(' ')).toContain('342 rows with a value, 2 without.')
    expect(mass.sentences.join(' ')).toContain('0 % of the values are outliers')
  })

  it('names of many classes only the ends', () => {
    const { sentences } = of(made(200, (i) => `class-${String.fromCharCode(97 + (i % 20))}`))
    expect(sentences.join(' ')).toContain('20 classes: ')
    expect(sentences.join(' ')).toContain('15 more')
  })
})
