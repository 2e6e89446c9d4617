/** The seed of a run whose program logs it as a parameter only, as most do. Imports nothing. */

/** The likeliest first. */
const names = ['seed', 'random_seed', 'random_state'] as const

/**
 * Of its parameters; null where none is called so, or its value is no whole number. MLflow's clients send all of them
 * as texts.
 */
export function seedIn(params: Readonly<Record<string, string | number | boolean>>): number | null {
  for (const name of names) {
    const key = Object.keys(params).find((one) => one.toLowerCase() === name)
    const value = key === undefined ? null : params[key]
    const seed = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
    if (typeof seed === 'number' && Number.isSafeInteger(seed)) return seed
  }
  return null
}
