/** Text files: lines one at a time, and whole texts with a limit. */
import type { ForeignFile } from './foreign.ts'

/** Characters of a line; what is longer is no log. */
const longestLine = 16 * 2 ** 20
/** Bytes of a file that has to be read as one text. */
export const longestText = 256 * 2 ** 20

/** A line without its end. `isEnded` is false for the last one where the file does not end in a line break: it may be cut off. */
export type Line = { text: string; number: number; isEnded: boolean; isTooLong: boolean }

/** The lines of a UTF-8 text; \n, \r\n and \r end one. Of one that is too long the start is given. */
export function* linesOf(file: ForeignFile): Generator<Line> {
  const decoder = new TextDecoder()
  let rest = ''
  let number = 1
  let isTooLong = false
  const line = (text: string, isEnded: boolean): Line => {
    const made = { text: text.endsWith('\r') ? text.slice(0, -1) : text, number, isEnded, isTooLong }
    number++
    isTooLong = false
    return made
  }
  for (const chunk of file.chunks()) {
    const text = decoder.decode(chunk, { stream: true })
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      const full = rest + text.slice(start, end)
      rest = ''
      start = end + 1
      yield* splitAtReturns(full, line)
    }
    rest += text.slice(start)
    if (rest.length > longestLine) {
      rest = rest.slice(0, 200)
      isTooLong = true
    }
  }
  rest += decoder.decode()
  if (rest) yield* lastLines(rest, line)
}

/** Progress bars and old Macs end lines in a bare \r. */
function* splitAtReturns(text: string, line: (text: string, isEnded: boolean) => Line): Generator<Line> {
  const at = text.indexOf('\r')
  if (at < 0 || at === text.length - 1) yield line(text, true)
  else for (const part of text.replace(/\r$/, '').split('\r')) yield line(part, true)
}

function* lastLines(text: string, line: (text: string, isEnded: boolean) => Line): Generator<Line> {
  const parts = text.split('\r')
  const last = parts.pop() as string
  for (const part of parts) yield line(part, true)
  if (last) yield line(last, false)
}

/** The whole text of a file, or null when it is too long. */
export function textOf(file: ForeignFile): string | null {
  const decoder = new TextDecoder()
  const parts: string[] = []
  let bytes = 0
  for (const chunk of file.chunks()) {
    bytes += chunk.length
    if (bytes > longestText) return null
    parts.push(decoder.decode(chunk, { stream: true }))
  }
  parts.push(decoder.decode())
  return parts.join('')
}
