/** The refusal of something that must not be accepted. */
import { Refusal } from '../lib/refusal.ts'

export function refusalOf(act: () => unknown): Refusal {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('It was accepted.')
}
