/** From a situation, or from the facts of a column, to a loss with its reason: `adviseOn(evidenceOf(facts).situation)`. */
export { adviseOn } from './advice.ts'
export type { Advice, Choice } from './choice.ts'
export { fileCommand, taskCommand } from './command.ts'
export { type Evidence, evidenceOf } from './evidence.ts'
export { exampleTask } from './example-task.ts'
export { answersFor, questions, type Situation, situationOf } from './situation.ts'
