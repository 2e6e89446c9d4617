import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvText, jsonText } from '../../lib/tabular/csv-text.ts'
import { parseCsv } from '../../lib/tabular/index.ts'

describe('a table as text', () => {
  it('has a line of names, all digits, and names for what is no number', () => {
    const rows = [{ name: 'a, "b"', value: 0.1 + 0.2, none: null, big: Number.POSITIVE_INFINITY }]
    expect(csvText(rows)).toBe('name,value,none,big\n"a, ""b""",0.30000000000000004,,Infinity\n')
    expect(jsonText(rows)).toBe(
      '[\n{"name":"a, \\"b\\"","value":0.30000000000000004,"none":null,"big":"Infinity"}\n]\n',
    )
  })

  it('holds every double as it is, and negative ones are no formulas', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 20 }), (values) => {
        const rows = values.map((value, at) => ({ at, value }))
        const lines = csvText(rows).trimEnd().split('\n').slice(1)
        expect(lines.map((line) => Number(line.split(',')[1]))).toEqual(values.map((value) => value + 0))
      }),
    )
  })

  it('keeps texts that a spreadsheet would run from being run', () => {
    expect(csvText([{ name: '=1+1' }])).toBe(`name\n"'=1+1"\n`)
  })

  it('is read again as the same texts', () => {
    const text = fc
      .string({ minLength: 1 })
      .filter((one) => one.trim() === one && !/^[=+\-@\t\r\0]/.test(one))
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (texts) => {
        const table = parseCsv(csvText(texts.map((name, at) => ({ at, name }))))
        expect(table.columns[1]?.values).toHaveLength(texts.length)
      }),
    )
  })
})
