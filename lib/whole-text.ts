/**
 * Texts that are stored as they were sent: NUL ends one for some database drivers, and half a surrogate pair is
 * changed on the way.
 */

export function isWholeText(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text)
}

/** The text with a sign in the place of what cannot be stored. */
export function wholeText(text: string): string {
  return text.replace(/[\0\p{Cs}]/gu, '\ufffd')
}
