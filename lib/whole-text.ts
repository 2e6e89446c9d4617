/**
 * Texts that are stored as they were sent: NUL ends one for some database drivers, and half a surrogate pair is
 * changed on the way.
 */

export function isWholeText(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text)
}

/** The text, cut to so many characters, with a sign in the place of what cannot be stored: a cut may leave half a pair. */
export function wholeText(text: string, most = text.length): string {
  return text.slice(0, most).replace(/[\0\p{Cs}]/gu, '\ufffd')
}
