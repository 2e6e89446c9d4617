/** Colours of the terminal, where there is one that wants them. */

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const
export type Colour = keyof typeof codes

export function hasColours(stream: NodeJS.WriteStream = process.stdout): boolean {
  return stream.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
}

/** `isColoured` false leaves the text as it is. */
export function paint(text: string, colour: Colour | null, isColoured: boolean): string {
  return isColoured && colour && text ? `\x1b[${codes[colour]}m${text}\x1b[0m` : text
}

export const colourOf = (severity: string | null): Colour | null =>
  severity === 'critical' ? 'red' : severity === 'warning' ? 'yellow' : null

/** The start of a text in this many letters. */
export function fitted(text: string, width: number): string {
  const letters = Array.from(text)
  if (letters.length <= width) return text
  return width < 1 ? '' : `${letters.slice(0, width - 1).join('')}…`
}

/** To exactly this many letters. */
export function column(text: string, width: number): string {
  const fit = fitted(text, width)
  return fit + ' '.repeat(Math.max(0, width - Array.from(fit).length))
}
