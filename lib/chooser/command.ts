/** The command that trains with a choice. */
import { lossOf } from '../losses/index.ts'
import type { Choice } from './choice.ts'
import { exampleTask } from './example-task.ts'

/** A word of a POSIX command line. */
export function quoted(word: string): string {
  return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

function lossFlags({ loss, params = {}, balanced }: Choice): string[] {
  return [
    `--loss ${loss}`,
    ...Object.entries(params).map(([name, value]) => `--loss-param ${name}=${value}`),
    ...(balanced ? ['--class-weights balanced'] : []),
  ]
}

/** On a column of a file of one's own. */
export function fileCommand(choice: Choice, file: string, column: string): string {
  const data = [`--data ${quoted(file)}`, `--target ${quoted(column)}`]
  return ['npm run train --', ...data, ...lossFlags(choice)].join(' ')
}

/** On a task that comes with Lossglass; null where none of them takes the loss. */
export function taskCommand(choice: Choice): string | null {
  const task = exampleTask(lossOf(choice.loss), choice.balanced === true)
  return task && ['npm run train --', `--task ${task}`, ...lossFlags(choice)].join(' ')
}
