import { describe, expect, it } from 'vitest'
import { numberInCell } from '../../lib/ingest/cell.ts'
import { parseJson } from '../../lib/ingest/json/parse.ts'
import { expectPoints, from, readText } from './reading.ts'

const longestMs = 5000

/** What a text makes of a pattern must not grow faster than the text. */
function quickly<T>(work: () => T): T {
  const start = performance.now()
  const result = work()
  expect(performance.now() - start).toBeLessThan(longestMs)
  return result
}

describe('long texts take no time', () => {
  it('digits without an end', () => {
    expect(quickly(() => numberInCell(`${'1'.repeat(1_000_000)}x`))).toBeUndefined()
    expect(numberInCell(`1${'0'.repeat(300)}`)).toBe(1e300)
  })

  it('a line of the console with thousands of colons', () => {
    const line = `[1]\t${'a:b:c '.repeat(50_000)}x\n`
    const { run } = quickly(() => readText('/x/log.txt', `[0]\ttrain-a:1\n${line}[2]\ttrain-a:3\n`))
    expectPoints(run, 'train/a', [
      [0, 1],
      [2, 3],
    ])
  })

  it('a text in JSON of millions of characters, also with bare NaN beside it', () => {
    const { value } = quickly(() => parseJson(`{"a": "${'x\\"'.repeat(2_000_000)}", "b": NaN}`))
    expect((value as { b: number }).b).toBeNaN()
  })

  it('a line that never ends is named and left out', () => {
    const { run, troubles } = quickly(() =>
      readText('/x/a.csv', `step,loss\n1,2\n${'9'.repeat(17 * 2 ** 20)}\n2,1\n`),
    )
    expectPoints(run, 'loss', from(1, 2, 1))
    expect(troubles).toMatchObject([{ place: 'line 3' }])
  })

  it('quotes in every line', () => {
    const { troubles } = quickly(() => readText('/x/a.csv', `step,loss\n1,2\n${'3,"\n4,5\n'.repeat(5000)}`))
    expect(troubles.length).toBeGreaterThan(0)
  })

  it('a first line of dashes and colons, as far as a file is looked at', () => {
    quickly(() => readText('/x/a.txt', `[0]\t${'-'.repeat(100_000)}`))
    quickly(() => readText('/x/a.txt', `Step 1 | ${':'.repeat(100_000)}`))
    quickly(() => readText('/x/a.txt', `${'a,'.repeat(100_000)}\n${'1,'.repeat(100_000)}\n`))
  })
})
