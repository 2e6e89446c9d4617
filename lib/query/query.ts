/** What is asked of runs: `loss = mse and lr < 0.01 and val/mae < 18`. */

export const operators = ['<=', '>=', '!=', '=', '<', '>', '~'] as const
export type Operator = (typeof operators)[number]

/** A value to compare with; `null` stands for `none`: what a run does not have. */
export type Literal = number | string | null

export type Query =
  | { kind: 'and' | 'or'; terms: readonly Query[] }
  | { kind: 'not'; term: Query }
  | { kind: 'is'; field: string; operator: Operator; value: Literal }
  /** A word without an operator: any text of the run has it. */
  | { kind: 'word'; text: string }

/** What is wrong, and the stretch of the text where. */
export type QueryFault = { sentence: string; from: number; to: number }
