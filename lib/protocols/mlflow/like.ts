/** SQL's LIKE: `%` stands for any text, `_` for any character. Pure. */

/** Goes back to the last `%` only, so that no pattern takes long. */
export function isLike(text: string, pattern: string): boolean {
  let [at, sign] = [0, 0]
  let [tried, open] = [0, -1]
  while (at < text.length) {
    if (pattern[sign] === '%') {
      open = sign++
      tried = at
    } else if (sign < pattern.length && (pattern[sign] === '_' || pattern[sign] === text[at])) {
      at++
      sign++
    } else if (open >= 0) {
      at = ++tried
      sign = open + 1
    } else return false
  }
  return /^%*$/.test(pattern.slice(sign))
}
