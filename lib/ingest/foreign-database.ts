/** Databases of other tools, read from a copy: opening one may write to it, and its tool may be using it. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connection, openConnection, type SqlValue } from '../store/sqlite/connection.ts'
import { bytesOf, textIn } from './databases/rows.ts'

const largest = 4 * 2 ** 30
const header = 'SQLite format 3\0'

export function isDatabase(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, header.length)) === header
}

/** How long the file says that it is; 0 where that is told elsewhere. */
function bytesSaid(header: Buffer): number {
  const pageBytes = header.readUInt16BE(16)
  // The count of pages holds only where these two agree.
  if (header.readUInt32BE(24) !== header.readUInt32BE(92)) return 0
  return header.readUInt32BE(28) * (pageBytes === 1 ? 65_536 : pageBytes)
}

/** Of a file that is cut off SQLite reads the rest as zeros, in the middle of a text too. */
function assertWhole(path: string, size: number): void {
  const header = Buffer.alloc(100)
  const file = openSync(path, 'r')
  try {
    readSync(file, header, 0, header.length, 0)
  } finally {
    closeSync(file)
  }
  const said = bytesSaid(header)
  if (size < said) throw new Error(`the file is cut off, it has ${size} of its ${said} bytes`)
}

/** A copy of the database with what is not yet written into it; `close` removes it. */
function openCopy(path: string): { connection: Connection; close(): void } {
  const size = statSync(path).size
  if (size > largest)
    throw new Error(
      `the database has ${Math.round(size / 2 ** 20)} MiB, at most ${largest / 2 ** 20} are read`,
    )
  const log = `${path}-wal`
  // What the end of the file lacks may be in there.
  if (!existsSync(log)) assertWhole(path, size)
  const folder = mkdtempSync(join(tmpdir(), 'lossglass-import-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = join(folder, 'copy.db')
    copyFileSync(path, copy)
    if (existsSync(log)) copyFileSync(log, `${copy}-wal`)
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
    const names = `SELECT ${bytesOf('name')} FROM sqlite_master WHERE type = 'table'`
    return [...queries.rows(names, [])].map(([name]) => textIn(name))
  } catch {
    return []
  } finally {
    queries.close()
  }
}
