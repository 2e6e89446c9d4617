/** Where a database is: a file, or the address of one of PostgreSQL. */
import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Refusal } from '../refusal.ts'

export type DatabaseSource = { file: string } | { url: string }

/** `folder`: what a path of a file begins at. Refuses addresses of other databases, folders, and what is none. */
export function databaseOf(text: string, folder: string): DatabaseSource {
  if (/^postgres(ql)?:\/\//.test(text)) {
    if (URL.canParse(text)) return { url: text }
    throw new Refusal(
      'invalid',
      'A PostgreSQL database is named as postgresql://user:password@host:5432/name.',
    )
  }
  const scheme = /^(\w+):\/\//.exec(text)?.[1]
  if (scheme !== undefined)
    throw new Refusal('invalid', `A database is a file or postgresql://…, not ${scheme}://….`)
  const file = resolve(folder, text)
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new Refusal(
      'invalid',
      `A database is a file, and ${file} is a folder: name a file in it, such as ${join(file, 'lossglass.db')}.`,
    )
  return { file }
}
