/** `lossglass backup`: a copy of a SQLite database as it is at one moment, while its server goes on. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { Refusal, shown } from '../../lib/refusal.ts'
import { openConnection } from '../../lib/store/sqlite/connection.ts'
import { databaseNamed, requireThere, usualDatabase } from './databases.ts'
import type { OwnCommand } from './own-command.ts'

export const backup: OwnCommand = {
  name: 'backup',
  usage: 'backup FILE',
  title: 'Writes the database to a new file, as it is at one moment, while its server goes on',
  asks: 'database',
  options: { db: { type: 'string' } },
  help: {
    flags: [['--db FILE', 'Which database; else the one that npm start has.']],
    notes: ['Of PostgreSQL pg_dump makes a backup, or lossglass copy a SQLite file.'],
  },
  async run({ flags, places }) {
    const [place, more] = places
    if (place === undefined || more !== undefined)
      throw new Refusal('invalid', 'Name the file to write: lossglass backup FILE.')
    const source = flags.db === undefined ? usualDatabase() : databaseNamed(flags.db, '--db')
    if ('url' in source)
      throw new Refusal('invalid', 'This is for SQLite: use pg_dump, or lossglass copy --from … --to FILE.')
    requireThere(source)
    const file = resolve(process.env.INIT_CWD ?? process.cwd(), place)
    if (existsSync(file)) throw new Refusal('conflict', `${shown(file)} is there already: name a new file.`)
    // Half a backup never has the name of a whole one, whatever ends this.
    const part = `${file}.${process.pid}.part`
    const connection = openToRead(source.file)
    try {
      connection.prepare('VACUUM INTO ?').run([part])
      renameSync(part, file)
    } catch (error) {
      rmSync(part, { force: true })
      throw new Refusal('unavailable', `${shown(file)} could not be made (${(error as Error).message}).`)
    } finally {
      connection.close()
    }
    console.log(flags.json ? JSON.stringify({ file }) : `The database is in ${file}.`)
  },
}

function openToRead(file: string) {
  try {
    return openConnection(file, { readOnly: true })
  } catch (error) {
    throw new Refusal(
      'unavailable',
      `The database ${shown(file)} cannot be opened (${(error as Error).message}).`,
    )
  }
}
