/** Texts of other tools' clients as runs keep them: what is too long, or no text, must not silence a client. */
import { limits } from '../limits.ts'
import { isWholeText, wholeText } from '../whole-text.ts'

export function isName(text: string): boolean {
  return text !== '' && text.length <= limits.name && isWholeText(text)
}

/** A name, or undefined where there is none. */
export function keptName(text: unknown): string | undefined {
  return typeof text === 'string' && text !== '' ? wholeText(text, limits.name) : undefined
}

/** Notes, or the value of a parameter. */
export function keptText(text: string): string {
  return wholeText(text, limits.text)
}
