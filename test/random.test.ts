import { describe, expect, it } from 'vitest'
import { createRandom } from '../lib/random.ts'

const draw = (seed: number, stream: number) => {
  const { uniform } = createRandom(seed, stream)
  return Array.from({ length: 8 }, uniform)
}

describe('a random generator', () => {
  it('repeats itself for the same seed and stream, and not for others', () => {
    expect(draw(5, 0)).toEqual(draw(5, 0))
    const all = [draw(0, 0), draw(0, 1), draw(1, 0), draw(1, 1), draw(5, 0), draw(2 ** 40 + 5, 0)]
    expect(new Set(all.map(String)).size).toBe(all.length)
  })

  it('is uniform and normal to within what chance allows', () => {
    const random = createRandom(3)
    const count = 1e5
    let sum = 0
    let squares = 0
    let uniform = 0
    for (let i = 0; i < count; i++) {
      const value = random.normal()
      sum += value
      squares += value * value
      uniform += random.uniform()
    }
    expect(sum / count).toBeCloseTo(0, 1)
    expect(squares / count).toBeCloseTo(1, 1)
    expect(uniform / count).toBeCloseTo(0.5, 2)
  })

  it('shuffles without losing an entry', () => {
    const entries = Int32Array.from({ length: 100 }, (_, i) => i)
    createRandom(1).shuffle(entries)
    expect(Array.from(entries)).not.toEqual(Array.from({ length: 100 }, (_, i) => i))
    expect(Array.from(entries.toSorted())).toEqual(Array.from({ length: 100 }, (_, i) => i))
  })
})
