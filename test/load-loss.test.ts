import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Expectation, evaluate, tensorOf } from '../lib/losses/index.ts'
import { isLossFile, loadLoss } from '../scripts/load-loss.ts'
import { ownFolder } from './own-folder.ts'

const folder = ownFolder()
const real: Expectation = { inputs: { predictions: 'real' }, targets: 'real' }
const batch = {
  inputs: { predictions: tensorOf([0.5, -1, 3]) },
  targets: { targets: tensorOf([1, 1, 0.25]) },
}

function fileOf(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

describe('a file with a loss', () => {
  it('is told from the id of a loss by its ending', () => {
    expect(['./my-loss.ts', 'loss.js', '/x/loss.mts'].every(isLossFile)).toBe(true)
    expect(['mse', 'smooth-l1', '0.7*mse + 0.3*mae'].some(isLossFile)).toBe(false)
  })

  it('may be TypeScript, import others and have any name', async () => {
    fileOf('power.ts', 'export const power: number = 4\n')
    const file = fileOf(
      'Fourth Power.ts',
      "import { power } from './power.ts'\nexport default (x: number, y: number): number => Math.abs(x - y) ** power\n",
    )
    const { loss, differences, tryOn } = await loadLoss(file, real)
    tryOn(batch, {})
    expect(loss.id).toBe('fourth-power')
    expect(differences).toBe(true)
    expect(evaluate(loss, batch).value).toBeCloseTo((0.5 ** 4 + 2 ** 4 + 2.75 ** 4) / 3, 12)
  })

  it('may be JavaScript and name its loss', async () => {
    const file = fileOf(
      'a.js',
      "export const loss = { id: 'mine', value: (x, y) => (x - y) ** 2, gradient: (x, y) => 2 * (x - y) }",
    )
    const { loss, differences } = await loadLoss(file, real)
    expect([loss.id, differences]).toEqual(['mine', false])
  })

  it.each([
    [
      'does not parse',
      'syntax.ts',
      'export default (x: number) =>\n  x +\n',
      /syntax\.ts:\d: (Unexpected|Expected)/,
    ],
    [
      'imports what is not there',
      'missing.ts',
      "const a = 1\nimport './nowhere.ts'\nexport default () => a",
      /missing\.ts:2: Could not resolve/,
    ],
    [
      'throws when it is loaded',
      'throws.ts',
      "\n\nthrow new Error('too early')\n",
      /throws\.ts:3: too early$/,
    ],
    [
      'exports nothing',
      'nothing.ts',
      'export const x = 1\n',
      /nothing\.ts(:\d+)?: It must export a function/,
    ],
  ])('is refused with its line when it %s', async (_why, name, text, message) => {
    await expect(loadLoss(fileOf(name, text), real)).rejects.toThrow(message)
  })

  it('is refused when it is not there', async () => {
    await expect(loadLoss('./nowhere.ts', real)).rejects.toThrow('There is no file ./nowhere.ts.')
  })

  it.each([
    [
      'throws on a batch',
      'late.ts',
      'export default (x: number) => {\n  if (x < 0) throw new Error("no " + x)\n  return x\n}\n',
      /late\.ts:2: no -1$/,
    ],
    [
      'has a wrong gradient',
      'wrong.ts',
      'export default {\n  value: (x: number, y: number) => (x - y) ** 2,\n  gradient: (x: number, y: number) => x - y,\n}\n',
      /wrong\.ts:3: The gradient of entry 0/,
    ],
    [
      'breaks its bound',
      'bound.ts',
      'export default {\n  value: (x: number) => x,\n  lowerBound: 0,\n}\n',
      /bound\.ts:3: .* below the declared bound 0/,
    ],
  ])('is refused with its line when its loss %s', async (_why, name, text, message) => {
    const { tryOn } = await loadLoss(fileOf(name, text), real)
    expect(() => tryOn(batch, {})).toThrow(message)
  })
})
