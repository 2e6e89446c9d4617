import { expect, it } from 'vitest'
import { defaultsOf, isLossId } from '../../lib/losses/defaults.ts'
import { losses } from '../../lib/losses/index.ts'

it.each(Object.values(losses))('$id: its defaults are known without it', ({ id, parameters }) => {
  const own = Object.fromEntries(Object.entries(parameters).map(([name, known]) => [name, known.default]))
  expect(isLossId(id)).toBe(true)
  expect(defaultsOf(id)).toEqual(own)
})

it('has no other losses', () => {
  expect(isLossId('constructor')).toBe(false)
  expect(defaultsOf('my-loss')).toEqual({})
})
