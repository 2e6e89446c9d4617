import { toJson } from '../../lib/number.ts'

/**
 * JSON that may stand in a script element: nothing in it ends the element or opens a comment, and no program stumbles
 * over a line end.
 */
export function scriptJson(value: unknown): string {
  return toJson(value).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
