/** What several answers have in them. */
import { z } from 'zod'

/** A number; those that JSON cannot say come by their names. */
export const value = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity', '-0'])])
export const step = z.int()
export const texts = z.array(z.string())
export const scale = z.strictObject({ mean: z.number(), deviation: z.number(), unit: z.string() }).nullable()
