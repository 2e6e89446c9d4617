import { expect, it } from 'vitest'
import { publicUrlIn } from '../scripts/public-url.mjs'

it.each([
  [['--public-url', 'https://lab.example.org/loss/'], 'https://lab.example.org/loss', '/loss'],
  [['--port', '1', '--public-url=http://10.0.0.1:8080/a/b~c'], 'http://10.0.0.1:8080/a/b~c', '/a/b~c'],
  [['--public-url', 'https://lab.example.org'], 'https://lab.example.org', ''],
  [['--public-url', 'http://a', '--public-url', 'http://b'], 'http://b', ''],
  [[], 'https://told.example.org/x', '/x'],
])('the address by which others come is read from %j', (args, address, basePath) => {
  const env = { LOSSGLASS_PUBLIC_URL: 'https://told.example.org/x' }
  expect(publicUrlIn(args, env)).toEqual({ address, basePath })
})

it('there need be none', () => {
  expect(publicUrlIn(['--port', '3000'], {})).toBeNull()
})

it.each([
  'lab',
  '/lossglass',
  'ftp://a/b',
  'http://me:secret@a/',
  'http://a/?x',
  'http://a/#x',
  'http://a/b%20c',
  'http://a/b//c',
])('%s is refused in a sentence', (text) => {
  expect(() => publicUrlIn(['--public-url', text], {})).toThrow(
    /^--public-url takes an address such as .*\.$/,
  )
})
