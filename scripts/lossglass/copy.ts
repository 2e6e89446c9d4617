/** `lossglass copy`: everything from one database to another, SQLite or PostgreSQL. */
import { plural } from '../../lib/format.ts'
import { cut, Refusal } from '../../lib/refusal.ts'
import { type CopyDone, copyDatabase } from '../../lib/store/copy/copy-database.ts'
import type { DatabaseSource } from '../../lib/store/database-source.ts'
import type { Engine } from '../../lib/store/engine.ts'
import { databaseNamed, hold, openEngine, requireThere } from './databases.ts'
import type { OwnCommand } from './own-command.ts'
import { printable } from './printable.ts'

/** Lines of progress that nobody looks at would fill a log. */
const toldEveryMs = 1000

export const copy: OwnCommand = {
  name: 'copy',
  usage: 'copy --from DATABASE --to DATABASE',
  title: 'Copies every run, sweep and setting to another database, and checks each run by its hash',
  asks: 'database',
  options: { from: { type: 'string' }, to: { type: 'string' } },
  help: {
    flags: [
      ['--from DATABASE', 'A SQLite file, or postgresql://….'],
      ['--to DATABASE', 'The same; a file is made where it is not there. No server may have the file open.'],
    ],
    notes: [
      'What is there already is left as it is, so a copy that was stopped goes on where it stood. A run that changes while it is copied is told, and copied the next time.',
    ],
  },
  async run({ flags }) {
    const from = databaseNamed(flags.from, '--from')
    const to = databaseNamed(flags.to, '--to')
    if (JSON.stringify(from) === JSON.stringify(to))
      throw new Refusal('invalid', '--from and --to are the same database.')
    requireThere(from)
    const release = hold(to)
    try {
      const done = await copied(from, to)
      const told = `${plural(done.copied, 'run')} copied, ${done.same} there already, each checked by its hash`
      if (done.changed === 0) return console.log(flags.json ? JSON.stringify(done) : `${told}.`)
      throw new Refusal(
        'conflict',
        `${told}; ${plural(done.changed, 'run')} changed meanwhile (${printable(cut(done.changedIds.join(', '), 200))}): run this again.`,
      )
    } finally {
      release()
    }
  },
}

async function copied(from: DatabaseSource, to: DatabaseSource): Promise<CopyDone> {
  const opened: Engine[] = []
  let toldAt = performance.now()
  try {
    for (const one of [from, to]) opened.push(await openEngine(one))
    const [source, target] = opened as [Engine, Engine]
    return await copyDatabase(source, target, ({ runs, of, points }) => {
      if (performance.now() - toldAt < toldEveryMs) return
      toldAt = performance.now()
      console.error(`${runs} of ${plural(of, 'run')}, ${plural(points, 'point')}`)
    })
  } catch (error) {
    // What a database or its disk says is for its owner. What has no code is a fault of ours, and keeps its stack.
    if (error instanceof Refusal || !(error instanceof Error && 'code' in error)) throw error
    throw new Refusal(
      'unavailable',
      `The copy stopped (${error.message}): once that is mended, the same command goes on.`,
    )
  } finally {
    for (const engine of opened) {
      await engine.reader.close()
      await engine.close()
    }
  }
}
