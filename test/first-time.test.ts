import { expect, it } from 'vitest'
import { createFirstTime } from '../lib/first-time.ts'

it('a key comes for the first time once', () => {
  const isFirst = createFirstTime()
  expect(['a', 'a', 'b', 'a'].map(isFirst)).toEqual([true, false, true, false])
})

it('what comes after as many as are remembered is still new, and the oldest is forgotten for it', () => {
  const isFirst = createFirstTime(2)
  expect(['a', 'b', 'c', 'c', 'b', 'a'].map(isFirst)).toEqual([true, true, true, false, false, true])
})
