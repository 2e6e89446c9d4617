/**
 * Colours and weights that a program prints, as spans of plain text: what the page draws is text, whatever a program
 * sends. Pure.
 */

const ansiColours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const
export type AnsiColour = (typeof ansiColours)[number]

export type AnsiStyle = {
  colour: AnsiColour | null
  background: AnsiColour | null
  isBold: boolean
  isFaint: boolean
  isItalic: boolean
  isUnderlined: boolean
}
export type AnsiSpan = { text: string; style: AnsiStyle }

export const plainStyle: AnsiStyle = {
  ...{ colour: null, background: null },
  ...{ isBold: false, isFaint: false, isItalic: false, isUnderlined: false },
}

/** CSI sequences, of which SGR (`m`) is taken; OSC ones such as titles and links; those of one letter; what else is no text. */
const escapes = new RegExp(
  [
    String.raw`\x1b\[([0-9:;<=>?]*)[ -/]*([@-~])`,
    String.raw`\x1b\][^\x07\x1b]*(?:\x07|\x1b\\|$)`,
    String.raw`\x1b[ -/]*[0-~]?`,
    String.raw`[\x00-\x08\x0b-\x1f\x7f-\x9f]`,
  ].join('|'),
  'g',
)

/** The line as it stands after all that was written over it: its last state that is not empty. */
export function collapsed(line: string): string {
  if (!line.includes('\r')) return line
  const states = line.split('\r').filter((state) => state !== '')
  return states.at(-1) ?? ''
}

/** The spans of one line, which begins in a style and ends in one. */
export function ansiSpans(
  line: string,
  from: AnsiStyle = plainStyle,
): { spans: AnsiSpan[]; style: AnsiStyle } {
  const spans: AnsiSpan[] = []
  let style = from
  let at = 0
  function add(text: string): void {
    if (text === '') return
    const last = spans.at(-1)
    if (last && last.style === style) last.text += text
    else spans.push({ text, style })
  }
  for (const found of line.matchAll(escapes)) {
    add(line.slice(at, found.index))
    at = found.index + found[0].length
    if (found[2] === 'm' && !/[<=>?]/.test(found[1] as string)) style = styled(style, found[1] as string)
  }
  add(line.slice(at))
  return { spans, style }
}

/** The text alone, for a search. */
export function plainText(line: string): string {
  return collapsed(line).replace(escapes, '')
}

function styled(before: AnsiStyle, parameters: string): AnsiStyle {
  const codes = parameters.split(/[;:]/).map((code) => (code === '' ? 0 : Number(code)))
  let style = before
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number
    if (code === 38 || code === 48) {
      const { colour, taken } = extended(codes.slice(i + 1))
      i += taken
      style = code === 38 ? { ...style, colour } : { ...style, background: colour }
    } else style = simple(style, code)
  }
  return style
}

function simple(style: AnsiStyle, code: number): AnsiStyle {
  if (code === 0) return plainStyle
  if (code === 1) return { ...style, isBold: true }
  if (code === 2) return { ...style, isFaint: true }
  if (code === 3) return { ...style, isItalic: true }
  if (code === 4) return { ...style, isUnderlined: true }
  if (code === 22) return { ...style, isBold: false, isFaint: false }
  if (code === 23) return { ...style, isItalic: false }
  if (code === 24) return { ...style, isUnderlined: false }
  if (code === 39) return { ...style, colour: null }
  if (code === 49) return { ...style, background: null }
  const colour = ansiColours[code % 10]
  if (!colour) return style
  if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) return { ...style, colour }
  if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) return { ...style, background: colour }
  return style
}

/** Of 256 colours, or of 24 bits: the nearest of the eight, which can be read on light and on dark. */
function extended([kind, ...rest]: readonly number[]): { colour: AnsiColour | null; taken: number } {
  if (kind === 5) return { colour: indexed(rest[0] ?? 0), taken: 2 }
  if (kind === 2) return { colour: nearest(rest.slice(0, 3)), taken: 4 }
  return { colour: null, taken: 0 }
}

function indexed(index: number): AnsiColour | null {
  if (index < 16) return ansiColours[index % 8] ?? null
  if (index >= 232) return nearest([1, 1, 1].map((one) => one * (8 + 10 * (index - 232))))
  const place = index - 16
  return nearest([place / 36, (place / 6) % 6, place % 6].map((level) => Math.floor(level) * 51))
}

/** By which of red, green and blue stand out; what is grey is black or white. */
function nearest(rgb: readonly number[]): AnsiColour | null {
  if (rgb.length < 3 || !rgb.every((one) => one >= 0 && one <= 255)) return null
  const [least, most] = [Math.min(...rgb), Math.max(...rgb)]
  if (most - least < 32) return most > 127 ? 'white' : 'black'
  const middle = (least + most) / 2
  const index = rgb.reduce((sum, one, bit) => sum + (one > middle ? 1 << bit : 0), 0)
  return ansiColours[index] ?? null
}
