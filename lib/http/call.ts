/** A call of the API. */
import type { z } from 'zod'
import { limits } from '../limits.ts'
import type { Need } from '../tokens/right.ts'

export type HttpCall = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `{id}` stands for a part of it. */
  path: string
  /** What a token needs for it. */
  right: Need
  summary: string
  query?: z.ZodType
  /** What is sent as JSON, how many bytes of it are taken, and of which type it may be instead. */
  body?: { schema: z.ZodType; most: number; also?: string }
  /** The status of success, and what comes with it; null for nothing. */
  status: 200 | 201 | 202 | 204
  answer: z.ZodType | null
  /** The answer is bytes, of which the summary tells. */
  isBytes?: true
}

/** The body of a call that takes a few values. */
export const small = (schema: z.ZodType) => ({ schema, most: limits.smallBytes })
