/** The column that is likeliest to be the target, so that the first picture says something. */
import { describeTarget, type Table } from '../../../lib/tabular/index.ts'

const usualNames = /^(target|label|class|y|species|price|outcome|survived|diagnosis)$/i

function canBeTarget(table: Table, name: string): boolean {
  try {
    describeTarget(table, name)
    return true
  } catch {
    return false
  }
}

/** A column of a usual name, else the last that something can be learnt about. */
export function targetGuess(table: Table): string {
  const names = table.columns.map(({ name }) => name)
  const usual = names.find((name) => usualNames.test(name) && canBeTarget(table, name))
  return usual ?? names.findLast((name) => canBeTarget(table, name)) ?? (names[0] as string)
}
