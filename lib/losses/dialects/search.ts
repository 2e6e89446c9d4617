/** From what a loss is called elsewhere, `torchvision.ops.sigmoid_focal_loss`, to the loss that it is. Pure. */
import type { LossId } from '../defaults.ts'
import { lossIds, lossOf } from '../registry.ts'
import { callsIn } from './calls-in.ts'
import { anchorOf, type Dialect } from './dialect.ts'
import { dialects } from './index.ts'
import { libraries } from './libraries.ts'

export type FoundDialect = {
  loss: LossId
  /** The row that was found; null where the loss is known by its own name only. */
  dialect: Dialect | null
}

/** More is no name of a loss. */
export const longestQuery = 200
const mostFound = 12

/** Where losses lie in libraries, and what stands before a call: says nothing of the loss. */
const places = new Set('loss losses nn f functional tf new optim metric model return await print'.split(' '))
/** Of a title or an authority: in any sentence. */
const fillers = new Set(
  'an and are as at by each et al for has in instead its of on one own or that the these two what whose with without'.split(
    ' ',
  ),
)

/** Words in lower case, as snake_case and CamelCase have them alike. */
function wordsOf(text: string): string[] {
  return text
    .replace(/(?<=\w)[_-](?=\w)/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

/** The names in a call: what stands before the parentheses, else, or where that is no loss, what stands in quotes. */
function namesIn(call: string): { names: string[]; rest: string[] } {
  const before = wordsOf(call.replace(/\(.*/s, '').replace(/^.*[\w\])]\s*=\s*(?=[A-Za-z_][\w.]*$)/s, ''))
  const quoted = Array.from(call.matchAll(/["']([^"']+)["']/g), ([, text = '']) => wordsOf(text)).flat()
  return { names: [...before, ...quoted], rest: wordsOf(call) }
}

type Entry = FoundDialect & {
  names: ReadonlySet<string>
  rest: ReadonlySet<string>
  library: ReadonlySet<string>
}

function entryOf(loss: LossId, dialect: Dialect): Entry {
  const calls = [...dialect.call.split(' / '), ...dialect.also].map(namesIn)
  const { title, words } = libraries[dialect.library]
  return {
    ...{ loss, dialect },
    names: new Set(calls.flatMap(({ names }) => names)),
    rest: new Set(calls.flatMap(({ rest }) => rest)),
    library: new Set([...wordsOf(dialect.library), ...wordsOf(title), ...words]),
  }
}

/** By id, title and authority: what was not measured has a page all the same. */
function ownEntry(loss: LossId): Entry {
  const { title, reference } = lossOf(loss)
  const words = [...wordsOf(loss), ...wordsOf(title), ...wordsOf(reference)]
  const names = new Set(words.filter((word) => !fillers.has(word)))
  return {
    loss,
    dialect: null,
    names,
    rest: names,
    library: new Set(['lossglass', 'pytorch', 'torch', 'keras']),
  }
}

const entries: readonly Entry[] = [
  ...lossIds.flatMap((loss) => (dialects[loss]?.rows ?? []).map((dialect) => entryOf(loss, dialect))),
  ...lossIds.map(ownEntry),
]

const bare = (word: string) => word.replace(/loss$/, '') || word

/** How well a word is one of these names: as a whole, but for "loss" at its end, as its beginning, somewhere in it. */
function likeness(word: string, names: ReadonlySet<string>): number {
  // A letter alone is no name of a loss, and in every other one.
  if (word.length < 2) return 0
  if (names.has(word)) return 8
  let best = 0
  for (const name of names) {
    if (bare(name) === bare(word)) best = Math.max(best, 7)
    else if (name.startsWith(bare(word))) best = Math.max(best, 4)
    else if (word.length > 2 && name.includes(bare(word))) best = Math.max(best, 2)
  }
  return best
}

/** The losses that are called so, or in such lines, the likeliest first; nothing where none is. */
export function findDialects(query: string): FoundDialect[] {
  for (const call of callsIn(query.slice(0, longestQuery))) {
    const found = findCall(call)
    if (found.length) return found
  }
  return []
}

function findCall(call: string): FoundDialect[] {
  const { names, rest } = namesIn(call)
  const wanted = names.filter((word) => !places.has(word))
  const words = wanted.length ? wanted : names
  // What is said beside a name may be anything, but the longest word is hardly a stop-gap.
  const longest = words.reduce((most, word) => (word.length > most.length ? word : most), '')
  const hits = entries.flatMap((entry) => {
    const likes = words.map((word) => likeness(word, entry.names))
    const homes = words.filter((word) => entry.library.has(word)).length
    // Every word is to mean something: the loss or its library.
    const isMeant = words.every((word, i) => (likes[i] ?? 0) > 0 || entry.library.has(word))
    // Of calls that are named alike, the one whose arguments and whose loss are too, and the plainest.
    const isOwn = words.some((word) => wordsOf(entry.loss).includes(bare(word)))
    const same = rest.filter((word) => entry.rest.has(word)).length + (isOwn ? 1 : 0) - entry.rest.size / 100
    const score = Math.max(0, ...likes) * 100 + homes * 90 + same
    return likes[words.indexOf(longest)] || (isMeant && Math.max(...likes) > 0)
      ? [{ entry, isMeant, score }]
      : []
  })
  const meant = hits.filter(({ isMeant }) => isMeant)
  return (meant.length ? meant : hits)
    .sort((a, b) => b.score - a.score)
    .filter(
      ({ entry }, i, all) =>
        entry.dialect !== null || all.findIndex((hit) => hit.entry.loss === entry.loss) === i,
    )
    .slice(0, mostFound)
    .map(({ entry: { loss, dialect } }) => ({ loss, dialect }))
}

/** Where it is explained. */
export function addressOfDialect({ loss, dialect }: FoundDialect): string {
  const of = dialects[loss]
  return of && dialect ? `/losses/${loss}#${anchorOf(dialect, of)}` : `/losses/${loss}`
}
