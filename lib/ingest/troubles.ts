/** Collects what could not be read of one file. A broken file of a million lines is told in a few sentences. */
import { cut } from '../refusal.ts'
import type { Trouble } from './foreign.ts'

const mostNamed = 20

export type Troubles = {
  add(place: string, what: string): void
  list(): Trouble[]
}

export function createTroubles(path: string): Troubles {
  const named: Trouble[] = []
  let more = 0
  return {
    add(place, what) {
      if (named.length < mostNamed) named.push({ path, place, what })
      else more++
    },
    list() {
      if (more === 0) return named
      const what = `${more} more places could not be read.`
      return [...named, { path, place: 'after that', what }]
    },
  }
}

/** A text of a file as a sentence shows it. */
export function quoted(text: string): string {
  return JSON.stringify(cut(text))
}
