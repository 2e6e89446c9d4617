/** Values of parameters told apart: 0 is not the text "0", as true is not "true". */
import { shortNumber } from '../format.ts'
import type { ParamValue, Run } from '../run.ts'

/** Equal for equal values of one kind only. */
export function paramKey(value: ParamValue): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

/**
 * The values of one parameter as people read them, null where there is none. A text has quotes only where another run
 * has the number or the flag that reads the same: most programs write all of their parameters as texts.
 */
export function paramTexts(values: readonly (ParamValue | null | undefined)[]): (string | null)[] {
  const short = shortNumbers(values.filter((value) => typeof value === 'number'))
  const plain = (value: ParamValue) =>
    (typeof value === 'number' ? short.get(value) : undefined) ?? String(value)
  const others = new Set(values.flatMap((value) => (typeof value === 'string' ? [] : [plain(value ?? '')])))
  return values.map((value) => {
    if (value === null || value === undefined) return null
    return typeof value === 'string' && value !== '' && others.has(value)
      ? JSON.stringify(value)
      : plain(value)
  })
}

/** Each number in few digits, unless others of them would read the same then. */
function shortNumbers(numbers: readonly number[]): ReadonlyMap<number, string> {
  const texts = new Map(numbers.map((value) => [value, String(shortNumber(value))]))
  return new Set(texts.values()).size === texts.size ? texts : new Map()
}

/** The value that a run has of a parameter, null where it names none. */
export function paramOf({ params }: Pick<Run, 'params'>, name: string): ParamValue | null {
  return Object.hasOwn(params, name) ? (params[name] as ParamValue) : null
}
