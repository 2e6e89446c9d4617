/**
 * Texts of runs as a terminal may have them: names come from anywhere, and must not move its cursor or hide what
 * stands there.
 */

/**
 * But for the end of a line: controls, of which 0x9b begins a sequence as ESC [ does, other ends of lines, and what
 * turns the direction of writing.
 */
const unsafe = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/gu

/** The same text with what is no letter as one replacement character each; on one line where `isLine`. */
export function printable(text: string, isLine = true): string {
  const safe = text.replace(/\r\n/g, '\n').replace(/\t/g, ' ').replace(unsafe, '\ufffd')
  return isLine ? safe.replace(/\n/g, ' ') : safe
}

/** Every text of an answer, names of its fields too. */
export function printableAnswer<T>(answer: T): T {
  if (typeof answer === 'string') return printable(answer) as T
  if (Array.isArray(answer)) return answer.map(printableAnswer) as T
  if (typeof answer !== 'object' || answer === null) return answer
  const entries = Object.entries(answer).map(([name, item]) => [printable(name), printableAnswer(item)])
  return Object.fromEntries(entries) as T
}

/** JSON that says the same, with what a terminal might obey written as \uXXXX: such letters stand in texts only. */
export function printableJson(text: string): string {
  return text.replace(unsafe, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
