/** What can be learnt about a column: a number, one of two classes, or one of several. */
import { Refusal } from '../refusal.ts'
import { countValues, kindOf, mostCategories, numberOf } from './column-kind.ts'
import type { Column } from './table.ts'

export type TargetTask =
  | { kind: 'regression' }
  /** The second class is the positive one. */
  | { kind: 'binary'; classes: readonly [string, string] }
  | { kind: 'classification'; classes: readonly string[] }

/** Whole numbers are taken for classes when there are at most this many different ones, none above `largestClass`. */
const mostNumberClasses = 10
const largestClass = 20

const positiveWords = new Set([
  'yes',
  'y',
  'true',
  't',
  '1',
  'positive',
  'pos',
  'pass',
  'passed',
  'success',
  'survived',
])

function refuse(sentence: string): never {
  throw new Refusal('invalid', sentence)
}

/** By the value of numbers, else by the alphabet, whatever the language of the machine. */
function inOrder(classes: readonly string[]): string[] {
  const areNumbers = classes.every((name) => Number.isFinite(numberOf(name)))
  if (areNumbers) return classes.toSorted((a, b) => numberOf(a) - numberOf(b))
  return classes.toSorted((a, b) => (a < b ? -1 : 1))
}

function binary(classes: readonly string[]): TargetTask {
  const [first = '', second = ''] = inOrder(classes)
  const isTurned = positiveWords.has(first.toLowerCase()) && !positiveWords.has(second.toLowerCase())
  return { kind: 'binary', classes: isTurned ? [second, first] : [first, second] }
}

function areClassNumbers(values: readonly string[]): boolean {
  const numbers = values.map(numberOf)
  return (
    values.length <= mostNumberClasses &&
    numbers.every((value) => Number.isInteger(value) && value >= 0 && value <= largestClass)
  )
}

/**
 * Two different values make a binary task; 3 to 50 different texts, or at most 10 different whole numbers from 0 to
 * 20, a classification; other numbers a regression. `as` asks for a regression on such small numbers too.
 * Refuses a column that is empty or constant, has dates, or has too many different texts.
 */
export function inferTask(column: Column, as?: 'regression'): TargetTask {
  const kind = kindOf(column)
  const counts = countValues(column)
  const values = [...counts.keys()]
  const name = JSON.stringify(column.name)
  if (kind === 'empty') refuse(`The column ${name} has no values: choose another target.`)
  if (values.length === 1)
    refuse(
      `The column ${name} is ${JSON.stringify(values[0])} in every row: there is nothing to learn, choose another target.`,
    )
  if (as === 'regression') {
    if (kind === 'number') return { kind: 'regression' }
    refuse(
      `The column ${name} is not made of numbers, as ${JSON.stringify(values.find((value) => Number.isNaN(numberOf(value))))} shows: it has classes at most.`,
    )
  }
  if (kind === 'date') refuse(`The column ${name} has dates: choose a target of numbers or of classes.`)
  if (kind === 'text')
    refuse(
      values.length > mostCategories
        ? `The column ${name} has ${values.length} different texts: a target has at most ${mostCategories} classes.`
        : `The column ${name} has ${values.length} different texts in so few rows that they are names rather than classes: choose another target.`,
    )
  if (values.length === 2) return binary(values)
  if (kind === 'number' && !areClassNumbers(values)) return { kind: 'regression' }
  return { kind: 'classification', classes: inOrder(values) }
}
