import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Asked,
  asWord,
  completionsAt,
  type FieldValue,
  matches,
  parseQuery,
  unknownField,
  wordsIn,
} from '../../lib/query/index.ts'

function runWith(fields: Record<string, FieldValue>): Asked {
  return {
    fieldOf: (name) => fields[name] ?? null,
    has: wordsIn(() => Object.values(fields).filter((value): value is string => typeof value === 'string')),
  }
}
const run = runWith({
  ...{ name: 'digits-ce-1', loss: 'mse', lr: 0.003, 'val/mae': 17.2, seed: 0, nan: Number.NaN, empty: '' },
  ...{ text: '0.10', on: true, tags: ['good', 'Old'] },
})

function isFound(text: string, of: Asked = run): boolean {
  const parsed = parseQuery(text)
  if ('fault' in parsed) throw new Error(parsed.fault.sentence)
  return parsed.query === null || matches(parsed.query, of)
}

describe('a query', () => {
  it.each([
    ['loss = mse and lr < 0.01 and val/mae < 18', true],
    ['loss = mse and lr < 0.001', false],
    ['loss = MAE or loss = MSE', true],
    ['not loss = mse', false],
    ['not (loss = mae or lr > 1)', true],
    ['loss != mae lr <= 0.003', true],
    ['lr >= 3e-3', true],
    ['lr ≤ 0.003', true],
    ['seed = 0', true],
    ['seed != none', true],
    ['missing = none', true],
    ['missing != 3', true],
    ['missing < 3', false],
    ['empty = ""', true],
    ['empty = none', false],
    ['empty = 0', false],
    ['nan = nan', true],
    ['nan < 1', false],
    ['nan >= 1', false],
    ['text = 0.1', true],
    ['text = "0.10"', true],
    ['seed = "0"', false],
    ['on = true', true],
    ['tags = old', true],
    ['tags ~ go', true],
    ['tags = none', false],
    ['name ~ CE', true],
    ['digits', true],
    ['"digits-ce"', true],
    ['nothing', false],
    ['loss == mse', true],
    ['', true],
    ['   ', true],
  ])('%s', (text, found) => {
    expect(isFound(text)).toBe(found)
  })

  it('binds and before or', () => {
    expect(isFound('loss = mse or loss = mae and lr > 1')).toBe(true)
    expect(isFound('(loss = mse or loss = mae) and lr > 1')).toBe(false)
  })

  it.each([
    ['loss =', 'A value is missing after =.', 5],
    ['= mse', 'A name is missing before =.', 0],
    ['lr < fast', '< needs a number: "fast" is none.', 5],
    ['(loss = mse', 'A bracket is opened and not closed.', 0],
    ['loss = mse)', 'This bracket closes nothing.', 10],
    ['loss = mse and', 'Something is missing at the end.', 14],
    ['and loss = mse', 'Something is missing before "and".', 0],
    ['name = "a', 'A quote is opened and not closed.', 7],
    ['seed in (1)', 'An operator is missing between "in" and the bracket.', 8],
    ['a ! b', '"!" means nothing here: operators are = != < <= > >= ~.', 2],
  ])('%s is refused: %s', (text, sentence, from) => {
    expect(parseQuery(text)).toMatchObject({ fault: { sentence, from } })
  })

  it('is parsed or refused in a sentence, whatever is typed', () => {
    const words = fc.constantFrom(
      'loss',
      '=',
      '<',
      '(',
      ')',
      'and',
      'or',
      'not',
      '0.1',
      '"',
      'x y',
      '!',
      '~',
      '≤',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((list) => list.join(' ')),
        ),
        (text) => {
          const parsed = parseQuery(text)
          if ('fault' in parsed) expect(parsed.fault.sentence).toMatch(/\.$/)
          else if (parsed.query) expect(typeof matches(parsed.query, run)).toBe('boolean')
        },
      ),
    )
    expect(parseQuery('('.repeat(1000))).toHaveProperty('fault')
    expect(parseQuery('not '.repeat(400))).toHaveProperty('fault')
    expect(parseQuery('x'.repeat(3000))).toHaveProperty('fault')
  })

  it('finds any name and any text, however they are written', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (name, value) => {
        const of = { fieldOf: (asked: string) => (asked === name ? value : null), has: () => false }
        const quoted = `"${value.replace(/["\\]/g, '\\$&')}"`
        expect(isFound(`${asWord(name)} = ${quoted}`, of)).toBe(true)
      }),
    )
  })
})

describe('a name that nobody knows', () => {
  const known = new Set(['loss', 'val/mae', 'lr'])
  const said = (text: string) => {
    const parsed = parseQuery(text)
    return 'query' in parsed ? unknownField(parsed.query, known) : null
  }
  it('is told with the nearest one', () => {
    expect(said('mae < 3')).toBe('No run here has "mae": did you mean val/mae?')
    expect(said('Loss = mse')).toBe('No run here has "Loss": did you mean loss?')
    expect(said('los = mse')).toBe('No run here has "los": did you mean loss?')
    expect(said('entirely = mse')).toBe('No run here has "entirely".')
    expect(said('loss = mse and lr < 1')).toBeNull()
  })
})

describe('completion', () => {
  const fields = new Map([
    ['loss', ['mse', 'mae', 'smooth l1']],
    ['lr', ['0.1']],
    ['val/mae', []],
  ])
  const labels = (text: string) => completionsAt(text, text.length, fields).map(({ label }) => label)
  it('offers names, then operators, then values, then what joins', () => {
    expect(labels('')).toEqual(['loss', 'lr', 'val/mae'])
    expect(labels('l')).toEqual(['loss', 'lr', 'val/mae'].filter((name) => name.includes('l')))
    expect(labels('loss ')[0]).toBe('<=')
    expect(labels('loss = ')).toEqual(['mse', 'mae', '"smooth l1"'])
    expect(labels('loss = ms')).toEqual(['mse'])
    expect(labels('loss = mse ')).toEqual(['and', 'or'])
    expect(labels('loss = mse and v')).toEqual(['val/mae'])
  })

  it('puts the word in the place of what was typed', () => {
    const [first] = completionsAt('loss = ms and lr < 1', 9, fields)
    expect(first?.text).toBe('loss = mse and lr < 1')
    expect(first?.cursor).toBe(11)
  })
})
