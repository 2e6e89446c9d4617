/** How a run is called that nobody gave a name. */
import { basename, dirname, extname } from 'node:path'
import { wholeText } from '../whole-text.ts'

/** A server refuses a run whose name is longer than 250. */
const longest = 100

/** Of the script, or of the folder of one that is called index; `node` where there is none, as with `node -e`. */
export function programName(script: string | undefined = process.argv[1]): string {
  if (!script) return 'node'
  const stem = basename(script, extname(script))
  return wholeText((stem === 'index' && basename(dirname(script))) || stem, longest)
}
