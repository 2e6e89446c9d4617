/** Ids by which the same run of the same file is found again. */
import { createHash } from 'node:crypto'
import { numberToName } from '../number.ts'
import type { ForeignRun, Format, Group } from './foreign.ts'

/**
 * 1 to 64 letters, digits, "_" and "-". Made of the format, the path and the first point: a file that has grown is the same
 * run, one that a new training has written anew is another.
 */
export function runIdOf(format: Format, group: Group, run: ForeignRun): string {
  const [first] = run.series
  const point = first && [
    first.name,
    numberToName(first.steps[0] as number),
    numberToName(first.values[0] as number),
  ]
  const words = JSON.stringify([
    ...[format.id, group.path, run.part, point ?? null],
    ...(group.nth === undefined ? [] : [group.nth]),
  ])
  return `${format.id.slice(0, 20)}-${createHash('sha256').update(words).digest('hex').slice(0, 32)}`
}
