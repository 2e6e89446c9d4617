/** Names that tell runs apart. */
import type { Run } from '../run.ts'
import { distinct } from './compared-run.ts'

/** The name of each run, its id where that is blank; where several have one name, with the seed, or else the start of the id. */
export function labelsOf(runs: readonly Run[]): Map<string, string> {
  return new Map(
    runs.map((run) => {
      if (run.name.trim() === '') return [run.id, run.id]
      const namesakes = runs.filter(({ name }) => name === run.name)
      if (namesakes.length === 1) return [run.id, run.name]
      const seeds = distinct(namesakes.map(({ seed }) => seed))
      const bySeed = run.seed !== null && seeds.length === namesakes.length
      return [run.id, `${run.name} · ${bySeed ? `seed ${run.seed}` : run.id.slice(0, 6)}`]
    }),
  )
}

/** A label within a sentence, on one line: in quotes where its words and marks would run into the others. */
export function quoted(label: string): string {
  return /[\s,;:"“”]/.test(label) || label === '' ? `“${label.replace(/\s+/g, ' ')}”` : label
}

/** A label for a narrow place: its middle is left out, since names differ at both ends. */
export function shortened(label: string, most: number): string {
  if (label.length <= most) return label
  const tail = Math.floor((most - 1) / 2)
  return `${label.slice(0, most - 1 - tail)}…${label.slice(-tail)}`
}
