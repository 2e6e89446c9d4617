import { describe, expect, it } from 'vitest'
import { applyToRun, type Run } from '../../lib/run.ts'
import { moreSeedsCommand, shellWord } from '../../lib/sweep/more-seeds.ts'
import { checkSweep } from '../../lib/sweep/options.ts'
import { parseSeeds } from '../../lib/sweep/seeds.ts'

const sweepWith = (seeds: string, name = 'mine') => {
  const { plan } = checkSweep({ task: 'car-mileage', losses: 'mse', seeds })
  return { id: 'sweep-0123abcd', name, project: 'p', plan, jobs: 1, createdAt: 0, stoppedAt: null }
}
const run = (id: string, seed: number | null) =>
  applyToRun(null, { type: 'run-started', run: { id, seed }, time: 0 }) as Run
const ofSweep = (digit: number, seed: number | null, sweep = 'sweep-0123abcd') =>
  run(`${sweep}-00000000000${digit}`, seed)

describe('the command for more seeds', () => {
  it('counts up where the seeds do', () => {
    expect(moreSeedsCommand(sweepWith('5'), 4)).toBe('npm run sweep -- --resume mine --seeds 9')
    expect(moreSeedsCommand(sweepWith('5'), 3.2)).toBe('npm run sweep -- --resume mine --seeds 9')
  })

  it('names the new ones where they do not', () => {
    const command = moreSeedsCommand(sweepWith('3,4,9'), 2)
    expect(command).toBe('npm run sweep -- --resume mine --seeds 10,11')
    expect(parseSeeds('10,11')).toEqual([10, 11])
    expect(moreSeedsCommand(sweepWith('7,'), 1)).toBe('npm run sweep -- --resume mine --seeds 8,')
  })

  it('quotes a name for the shell', () => {
    expect(moreSeedsCommand(sweepWith('5', "it's"), 1)).toContain(`--resume 'it'\\''s' --seeds`)
    expect(shellWord('flight-delays-1a2b3c')).toBe('flight-delays-1a2b3c')
  })

  it('names the sweep of compared runs by its id', () => {
    const runs = [ofSweep(1, 0), ofSweep(2, 0), ofSweep(3, 1)]
    expect(moreSeedsCommand(runs, 3)).toBe('npm run sweep -- --resume sweep-0123abcd --seeds 5')
  })

  it('is none for runs of several sweeps or of none, and for no seeds', () => {
    expect(moreSeedsCommand([ofSweep(1, 0), ofSweep(1, 0, 'sweep-ffffffff')], 3)).toBeNull()
    expect(moreSeedsCommand([ofSweep(1, 0), run('mine', 1)], 3)).toBeNull()
    expect(moreSeedsCommand([], 3)).toBeNull()
    expect(moreSeedsCommand(sweepWith('5'), 0)).toBeNull()
    expect(moreSeedsCommand(sweepWith('5'), Number.NaN)).toBeNull()
  })
})
