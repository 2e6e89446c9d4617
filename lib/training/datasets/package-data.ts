/** Data files that npm packages carry: nothing is downloaded. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** The parsed JSON of a file whose path is told from the main module of a package. */
export function readPackageJson(packageName: string, path: string): unknown {
  return JSON.parse(readFileSync(join(dirname(require.resolve(packageName)), path), 'utf8'))
}
