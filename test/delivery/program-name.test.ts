import { expect, it } from 'vitest'
import { programName } from '../../lib/delivery/program-name.ts'

it.each([
  ['/work/train.mjs', 'train'],
  ['/work/my.loop.ts', 'my.loop'],
  ['/work/trainer/index.js', 'trainer'],
  ['/index.js', 'index'],
  ['', 'node'],
  [`/work/${'x'.repeat(99)}😀.mjs`, `${'x'.repeat(99)}\ufffd`],
])('a run of %j is called after %s', (script, name) => {
  expect(programName(script)).toBe(name)
})
