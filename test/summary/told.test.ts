import { describe, expect, it } from 'vitest'
import { toldOfRun } from '../../lib/detectors/words/told.ts'
import { finding } from './summarised.ts'

describe('what a list tells of a run', () => {
  const failed = { status: 'failed', reason: 'CUDA out of memory\nat line 3', stepsPerEpoch: null } as const

  const evidence = { value: Number.NaN, count: 1, lastFinite: [1] }
  const broken = finding('f', { code: 'non-finite', severity: 'critical', step: 7, evidence }).finding

  it('is why it failed, in one line, unless a trouble was found that may be the cause', () => {
    expect(toldOfRun(failed, [])).toEqual({ severity: 'critical', title: 'CUDA out of memory' })
    expect(toldOfRun(failed, [broken])?.title).toBe('Not a number since step 7')
    expect(toldOfRun({ ...failed, reason: null }, [])).toBeNull()
    expect(toldOfRun({ ...failed, status: 'stopped' }, [])).toBeNull()
    expect(toldOfRun({ ...failed, reason: 'x'.repeat(900) }, [])?.title).toHaveLength(120)
  })
})
