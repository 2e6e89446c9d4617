import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLineBuffer } from '../../lib/console/line-buffer.ts'

const linesOf = (...texts: string[]) => {
  const buffer = createLineBuffer()
  for (const text of texts) buffer.write(text)
  return buffer.take(true).flatMap(({ lines }) => lines)
}

describe('lines that wait to be sent', () => {
  it.each<[string[], string[]]>([
    [['one\ntwo\n'], ['one', 'two']],
    [
      ['o', 'ne\r', '\ntwo'],
      ['one', 'two'],
    ],
    [['\n\n'], ['', '']],
    [
      [' 10 %\r', ' 50 %\r', '100 %\n', 'done'],
      ['100 %', 'done'],
    ],
    [['\r 10 %', '\r 50 %', '\r100 %\n'], ['100 %']],
    [['a\r\nb\r\n'], ['a', 'b']],
    [['NUL \0'], ['NUL \ufffd']],
  ])('are %j as %j', (texts, lines) => {
    expect(linesOf(...texts)).toEqual(lines)
  })

  it('show a bar while it grows, and nothing twice', () => {
    const buffer = createLineBuffer()
    buffer.write('\r 10 %')
    buffer.snapshot()
    buffer.snapshot()
    buffer.write('\r 20 %')
    buffer.snapshot()
    expect(buffer.take()).toEqual([{ first: 0, lines: [' 10 %', ' 20 %'] }])
  })

  it('of two sources are put together for each by itself', () => {
    const buffer = createLineBuffer()
    buffer.write('\r 10 %', 'stderr')
    buffer.write('half a ', 'stdout')
    buffer.write('\r 20 %\n', 'stderr')
    buffer.write('line\n', 'stdout')
    expect(buffer.take().flatMap(({ lines }) => lines)).toEqual([' 20 %', 'half a line'])
  })

  it('lose their middle where they come too fast: the first and the last stay, with their numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(300), { maxLength: 40 }), { maxLength: 6 }), (takes) => {
        const buffer = createLineBuffer(4096)
        let count = 0
        for (const sizes of takes) {
          const printed = sizes.map((size, i) => `${count + i} `.padEnd(size, '.'))
          buffer.write(printed.map((line) => `${line}\n`).join(''))
          const parts = buffer.take()
          const kept = parts.flatMap(({ lines }) => lines)
          expect(kept.reduce((sum, line) => sum + line.length + 32, 0)).toBeLessThanOrEqual(4096)
          for (const { first, lines } of parts)
            expect(lines).toEqual(printed.slice(first - count, first - count + lines.length))
          if (printed.length > 0) {
            expect(kept[0]).toBe(printed[0])
            expect(kept.at(-1)).toBe(printed.at(-1))
          }
          count += printed.length
        }
      }),
    )
  })

  it('take a hundred thousand lines in no time and no room', () => {
    const buffer = createLineBuffer()
    const began = performance.now()
    for (let i = 0; i < 100_000; i++)
      buffer.write(`step ${i}: loss 0.123456, accuracy 0.98765, some more words\n`)
    expect(performance.now() - began).toBeLessThan(2000)
    const parts = buffer.take()
    expect(parts[0]?.first).toBe(0)
    expect((parts[1]?.first ?? 0) + (parts[1]?.lines.length ?? 0)).toBe(100_000)
    expect(parts.flatMap(({ lines }) => lines).length).toBeLessThan(10_000)
  })
})
