/**
 * Stable-Baselines3's logger: `progress.csv`, `progress.json` and `log.txt` hold the same. The lines of JSON cannot shift, so
 * they are read where they are; the text for people is rounded, so it is read where it is alone.
 */
import { type ForeignFile, type Format, groupedBy, type Head } from './foreign.ts'
import { headBytes, headOf } from './head.ts'
import { isBaselinesLines, isBaselinesRow, timesteps } from './json/lines.ts'
import { readRows } from './json/rows.ts'
import { draftOf, jsonLines } from './json/values.ts'
import { isPrintedTables, printedTables } from './lines/printed-tables.ts'
import { headerIn } from './tables/header.ts'
import { readTable } from './tables/table.ts'
import { createTroubles } from './troubles.ts'

/** The kinds of files, by their endings, the best first. */
const kinds = ['json', 'csv', 'txt'] as const
type Kind = (typeof kinds)[number]

const ending = /\.(json|csv|txt)(\.gz)?$/
const endingOf = (path: string) => ending.exec(path)?.[1] as Kind | undefined

function kindIn(head: Head): Kind | null {
  if (isBaselinesLines(head)) return 'json'
  if (isBaselinesRow(headerIn(head)?.names ?? [])) return 'csv'
  return isPrintedTables(head) ? 'txt' : null
}

function kindOf(file: ForeignFile): Kind {
  const pieces: Uint8Array[] = []
  let length = 0
  for (const piece of file.chunks()) {
    pieces.push(piece)
    length += piece.length
    if (length >= headBytes) break
  }
  // Of a damaged file the name tells more.
  return kindIn(headOf(file.path, Buffer.concat(pieces))) ?? endingOf(file.path) ?? 'json'
}

/** `progress.json`, `progress.csv` and `log.txt` of a folder have one key. */
const loggerOf = (path: string) =>
  path.replace(/(^|\/)log([^/]*\.txt(\.gz)?)$/, '$1progress$2').replace(ending, '')

export const stableBaselines3: Format = {
  id: 'stable-baselines3',
  title: 'Stable-Baselines3 progress',
  sniff: (head) => kindIn(head) !== null,
  group(heads) {
    const groups = groupedBy(
      heads.map(({ path }) => path),
      loggerOf,
    )
    const rank = (path: string) => kinds.indexOf(endingOf(path) ?? 'json')
    return groups.map(({ files }) => {
      const best = files.sort((a, b) => rank(a) - rank(b))
      return { path: best[0] as string, files: best }
    })
  },
  read([file]) {
    if (!file) return { runs: [], troubles: [] }
    const draft = draftOf(file, 'stable-baselines3')
    const kind = kindOf(file)
    if (kind === 'csv') {
      const troubles = readTable(file, draft, (header) => ({
        step: header.includes(timesteps) ? timesteps : null,
        isOwn: true,
      }))
      return { runs: [draft.run()], troubles }
    }
    const troubles = createTroubles(file.path)
    if (kind === 'txt') {
      draft.note(
        'Numbers are rounded to three digits in this text; progress.csv and progress.json hold them whole.',
      )
      readRows(printedTables(file, troubles), draft)
      if (draft.names.some((name) => name.includes('...')))
        draft.note('Names of more than 36 characters are cut off in this text, with ... at their end.')
    } else readRows(jsonLines(file, troubles), draft)
    return { runs: [draft.run()], troubles: troubles.list() }
  },
}
