import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { databaseOf } from '../../lib/store/database-source.ts'

it.each(['a.db', 'data/a b.db', '/tmp/a.db', 'c:a.db'])('%s is a file', (text) => {
  expect(databaseOf(text, '/clone')).toEqual({ file: resolve('/clone', text) })
})

it.each([
  'postgresql://user:p%40ss@host:5432/runs',
  'postgres://host/runs?sslmode=require',
  'postgresql:///runs?host=/var/run/postgresql',
])('%s is an address of PostgreSQL', (url) => {
  expect(databaseOf(url, '/clone')).toEqual({ url })
})

it.each([
  [
    'postgresql://host:port/runs',
    'A PostgreSQL database is named as postgresql://user:password@host:5432/name.',
  ],
  [tmpdir(), `name a file in it, such as ${join(tmpdir(), 'lossglass.db')}.`],
  ['mysql://host/runs', 'A database is a file or postgresql://…, not mysql://….'],
])('%s is refused', (text, words) => {
  expect(() => databaseOf(text, '/clone')).toThrow(words)
})
