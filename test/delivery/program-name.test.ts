import { expect, it } from 'vitest'
import { programName } from '../../lib/delivery/program-name.ts'

it.each([
  ['/code/train.mjs', 'train'],
  ['/code/my.loop.ts', 'my.loop'],
  ['/code/trainer/index.js', 'trainer'],
  ['/index.js', 'index'],
  ['', 'node'],
  [`/code/${'x'.repeat(99)}😀.mjs`, `${'x'.repeat(99)}\ufffd`],
])('a run of %j is called after %s', (script, name) => {
  expect(programName(script)).toBe(name)
})
