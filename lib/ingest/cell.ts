/** Numbers as other programs write them into texts. */

const names: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  '+nan': Number.NaN,
  '-nan': Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  '+inf': Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
  '+infinity': Number.POSITIVE_INFINITY,
  '-infinity': Number.NEGATIVE_INFINITY,
  // As the C libraries of Windows print them, `-1.#IND` for 0/0.
  '1.#qnan': Number.NaN,
  '-1.#ind': Number.NaN,
  '1.#inf': Number.POSITIVE_INFINITY,
  '-1.#inf': Number.NEGATIVE_INFINITY,
}
const gaps = new Set(['', 'na', 'n/a', 'none', 'null', '-', '--'])
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
/** The largest double has 309 digits when it is written out. */
const longestNumber = 1000
/** `tensor(0.5, device='cuda:0')`, `np.float64(0.5)`, `array([0.5], dtype=float32)`, and what is within. */
const printed =
  /^(?:[\w.]+\.)?(?:[tT]ensor|[aA]rray|float\d+|u?int\d+|longdouble|bool_?)\((?:\[\s*([^,()[\]]+)\]|([^,()[\]]+))(?:,[^()]*(?:\(\)[^()]*)?)?\)$/

/** The number in a cell; null for a gap; undefined for a text. */
export function numberInCell(cell: string): number | null | undefined {
  const text = cell.trim()
  if (text.length > longestNumber) return undefined
  if (decimal.test(text)) return Number(text)
  const low = text.toLowerCase()
  if (gaps.has(low)) return null
  if (Object.hasOwn(names, low)) return names[low]
  // A number of PyTorch, NumPy 2, JAX or TensorFlow as they print it, which nobody called .item() on.
  const inside = printed.exec(text)
  return inside ? numberInCell((inside[1] ?? inside[2]) as string) : undefined
}

/** The value in a cell, where a truth value is 1 or 0: of a metric, as for parameters and steps it is none. */
export function valueInCell(cell: string): number | null | undefined {
  const truth = /^(?:(?:np|numpy)\.bool_?\((true|false)\)|(?:np|numpy)\.(true|false)_|(true|false))$/i.exec(
    cell.trim(),
  )
  if (truth) return Number(/true/i.test(truth[0]))
  return numberInCell(cell)
}

/** The time in a cell or value, ms since 1970: seconds, milliseconds or an ISO text with its zone. Null when it is none. */
export function timeIn(value: unknown): number | null {
  const earliest = Date.UTC(2000, 0, 1)
  const latest = Date.UTC(2100, 0, 1)
  if (typeof value === 'number') {
    if (value >= earliest && value <= latest) return value
    return value * 1000 >= earliest && value * 1000 <= latest ? value * 1000 : null
  }
  if (typeof value !== 'string') return null
  const number = numberInCell(value)
  if (typeof number === 'number') return timeIn(number)
  // A time without a zone may be of any place: not guessed.
  if (!/^\d{4}-\d\d-\d\d[T ].*(Z|[+-]\d\d:?\d\d)$/.test(value)) return null
  const time = Date.parse(value.replace(' ', 'T'))
  return time >= earliest && time <= latest ? time : null
}
