/** Values of parameters told apart: 0 is not the text "0", as true is not "true". */
import type { ParamValue, Run } from '../run.ts'

/** Equal for equal values of one kind only. */
export function paramKey(value: ParamValue): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

/**
 * The values of one parameter as people read them, null where there is none. A text has quotes only where another run has the number
 * or the flag that reads the same: most programs write all of their parameters as texts.
 */
export function paramTexts(values: readonly (ParamValue | null | undefined)[]): (string | null)[] {
  const others = new Set(values.flatMap((value) => (typeof value === 'string' ? [] : [String(value ?? '')])))
  return values.map((value) => {
    if (value === null || value === undefined) return null
    return typeof value === 'string' && value !== '' && others.has(value)
      ? JSON.stringify(value)
      : String(value)
  })
}

/** The value that a run has of a parameter, null where it names none. */
export function paramOf({ params }: Pick<Run, 'params'>, name: string): ParamValue | null {
  return Object.hasOwn(params, name) ? (params[name] as ParamValue) : null
}
