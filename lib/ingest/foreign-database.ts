/** Databases of other tools, read from a copy: opening one may write to it, and its tool may be using it. */
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connection, openConnection, type SqlValue } from '../store/connection.ts'

const largest = 4 * 2 ** 30
const header = 'SQLite format 3\0'

export function isDatabase(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, header.length)) === header
}

/** A copy of the database with what is not yet written into it; `close` removes it. */
function openCopy(path: string): { connection: Connection; close(): void } {
  const size = statSync(path).size
  if (size > largest)
    throw new Error(
      `the database has ${Math.round(size / 2 ** 20)} MiB, at most ${largest / 2 ** 20} are read`,
    )
  const folder = mkdtempSync(join(tmpdir(), 'lossglass-import-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = join(folder, 'copy.db')
    copyFileSync(path, copy)
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`)
    const connection = openConnection(copy)
    return {
      connection,
      close() {
        connection.close()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}

/** Queries one database; it is opened with the first and closed by `close`. */
export function createQueries(path: string) {
  let open: ReturnType<typeof openCopy> | null = null
  return {
    rows(sql: string, params: readonly SqlValue[]): Iterable<SqlValue[]> {
      open ??= openCopy(path)
      return open.connection.prepare(sql).iterate(params)
    },
    close(): void {
      open?.close()
      open = null
    },
  }
}

/** The tables of a database, or none when it cannot be read. */
export function tablesOf(path: string): string[] {
  const queries = createQueries(path)
  try {
    return [...queries.rows("SELECT name FROM sqlite_master WHERE type = 'table'", [])].map(([name]) =>
      String(name),
    )
  } catch {
    return []
  } finally {
    queries.close()
  }
}
