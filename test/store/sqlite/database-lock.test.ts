import { spawn } from 'node:child_process'
import { existsSync, linkSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { holdDatabase } from '../../../lib/store/sqlite/database-lock.ts'
import { ownFolder } from '../../own-folder.ts'

const folder = ownFolder()

const held = (file: string, pid: number, host = hostname()) =>
  writeFileSync(`${file}.lock`, JSON.stringify({ pid, host, url: 'http://127.0.0.1:3160' }))

it('turns a second server away, and says where the first one is', () => {
  const file = join(folder, 'two.db')
  const lock = holdDatabase(file, 'http://127.0.0.1:3160')
  expect(() => holdDatabase(file, 'http://127.0.0.1:3161')).toThrow(
    `The database ${file} is in use by the Lossglass at http://127.0.0.1:3160: open that, or name another with --db.`,
  )
  lock.release()
  const copying = holdDatabase(file, 'lossglass copy')
  expect(() => holdDatabase(file, 'http://127.0.0.1:3161')).toThrow(
    `The database ${file} is in use by another lossglass copy: wait until that has ended.`,
  )
  copying.release()
  expect(existsSync(`${file}.lock`)).toBe(false)
  holdDatabase(file, 'http://127.0.0.1:3161').release()
})

it('turns a server away whose database another living process has', () => {
  const file = join(folder, 'other.db')
  const other = spawn('sleep', ['30'])
  held(file, other.pid as number)
  expect(() => holdDatabase(file, 'http://127.0.0.1:3161')).toThrow('in use')
  other.kill()
})

it('takes over from a server that was killed, and from one that has shown no life for long', async () => {
  const file = join(folder, 'dead.db')
  const gone = spawn('true')
  await new Promise((resolve) => gone.once('exit', resolve))
  held(file, gone.pid as number)
  holdDatabase(file, 'http://127.0.0.1:3161').release()
  // Another process has the id by now.
  held(file, process.ppid)
  utimesSync(`${file}.lock`, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000))
  holdDatabase(file, 'http://127.0.0.1:3161').release()
})

it('takes over what cannot be read, and its own id of an earlier container', () => {
  const file = join(folder, 'torn.db')
  writeFileSync(`${file}.lock`, '{"pid":')
  holdDatabase(file, 'http://127.0.0.1:3161').release()
  held(file, process.pid)
  holdDatabase(file, 'http://127.0.0.1:3161').release()
})

it('knows a database by the links that lead to it, and by its other names', () => {
  const file = join(folder, 'linked.db')
  const hold = (name: string) =>
    holdDatabase(join(folder, name), 'http://127.0.0.1:3160', join(folder, 'ids'))
  // Before there is a file, and by a link that leads nowhere yet.
  symlinkSync('linked.db', join(folder, 'link.db'))
  symlinkSync(folder, join(folder, 'folder'))
  const lock = hold('link.db')
  expect(existsSync(`${file}.lock`)).toBe(true)
  for (const name of ['linked.db', 'folder/linked.db', 'folder/link.db'])
    expect(() => hold(name)).toThrow('in use by the Lossglass at http://127.0.0.1:3160')
  writeFileSync(file, '')
  lock.touch()
  linkSync(file, join(folder, 'hard.db'))
  expect(() => hold('hard.db')).toThrow(`The database ${join(folder, 'hard.db')} is in use`)
  expect(existsSync(join(folder, 'hard.db.lock'))).toBe(false)
  lock.release()
  hold('hard.db').release()
})
