import { expect, it } from 'vitest'
import { publicUrlOf } from '../../lib/server/public-url.ts'

it.each([
  ['https://lab.example.org/loss/', 'https://lab.example.org/loss', '/loss'],
  ['http://10.0.0.1:8080/a/b~c', 'http://10.0.0.1:8080/a/b~c', '/a/b~c'],
  ['https://lab.example.org', 'https://lab.example.org', ''],
])('%s is an address by which others come', (text, address, basePath) => {
  expect(publicUrlOf(text)).toEqual({ address, basePath })
})

it.each([
  '',
  'lab',
  '/lossglass',
  'ftp://a/b',
  'http://me:secret@a/',
  'http://a/?x',
  'http://a/#x',
  'http://a/b%20c',
  'http://a/b//c',
])('"%s" is refused in a sentence', (text) => {
  expect(() => publicUrlOf(text)).toThrow(/^--public-url takes an address such as .*\.$/)
})
