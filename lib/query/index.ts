/** What is asked of runs in one line: parse, match, complete. */
export { type Completion, completionsAt, distance, unknownField } from './fields.ts'
export { type Asked, type FieldValue, matches, wordsIn } from './matches.ts'
export { parseQuery } from './parse-query.ts'
export type { Query, QueryFault } from './query.ts'
export { asWord } from './tokens.ts'
