import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ansiSpans, collapsed, plainStyle, plainText } from '../../lib/console/ansi.ts'

const esc = '\x1b'
/** Of which only the tab may stay. */
function isControl(char: string): boolean {
  const code = char.charCodeAt(0)
  return code < 9 || (code > 10 && code < 32) || (code > 126 && code < 160)
}
const told = (line: string) =>
  ansiSpans(line).spans.map(({ text, style }) => {
    const marks = Object.entries(style).filter(
      ([key, value]) => value !== plainStyle[key as keyof typeof style],
    )
    return [text, Object.fromEntries(marks)]
  })

describe('what a program prints in colours', () => {
  it.each<[string, [string, object][]]>([
    ['plain', [['plain', {}]]],
    [
      `${esc}[31mred${esc}[0m not`,
      [
        ['red', { colour: 'red' }],
        [' not', {}],
      ],
    ],
    [
      `${esc}[1;92mok${esc}[22m ok${esc}[39m.`,
      [
        ['ok', { colour: 'green', isBold: true }],
        [' ok', { colour: 'green' }],
        ['.', {}],
      ],
    ],
    [
      `${esc}[38;5;196mr${esc}[38;2;0;0;255mb${esc}[mx`,
      [
        ['r', { colour: 'red' }],
        ['b', { colour: 'blue' }],
        ['x', {}],
      ],
    ],
    [`${esc}[48;5;21;4mu`, [['u', { background: 'blue', isUnderlined: true }]]],
    [`a${esc}[2Kb${esc}[?25lc${esc}[10;2Hd`, [['abcd', {}]]],
    [`${esc}]0;title\x07a${esc}]8;;https://x.test${esc}\\link${esc}]8;;${esc}\\`, [['alink', {}]]],
    [`a\x00\x07b\x9bc${esc}`, [['abc', {}]]],
    ['<script>alert(1)</script>\ttab', [['<script>alert(1)</script>\ttab', {}]]],
  ])('becomes spans: %j', (line, spans) => {
    expect(told(line)).toEqual(spans)
  })

  it('goes on in the next line where it was not ended', () => {
    const { style } = ansiSpans(`${esc}[33mwarning:`)
    expect(ansiSpans('more', style).spans).toEqual([
      { text: 'more', style: { ...plainStyle, colour: 'yellow' } },
    ])
  })

  it('keeps the last state of what is written over', () => {
    expect(collapsed(' 10 %\r 50 %\r100 %')).toBe('100 %')
    expect(collapsed('done\r')).toBe('done')
    expect(collapsed('\r\r')).toBe('')
    expect(plainText(`${esc}[32m 10 %\r${esc}[32m100 %${esc}[0m`)).toBe('100 %')
  })

  it('loses no text and lets no control character through, whatever comes', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(esc, `${esc}[`, `${esc}]`, '38;5', 'm', ';', '\x9b', '31'),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const line = pieces.join('')
        const { spans } = ansiSpans(line)
        const text = spans.map((span) => span.text).join('')
        expect([...text].some(isControl)).toBe(false)
        if (!line.includes(esc)) expect(text).toBe([...line].filter((char) => !isControl(char)).join(''))
      }),
    )
  })
})
