import { describe, expect, it } from 'vitest'
import { besideReferences, evidenceOn } from '../../app/runs/[id]/evidence.ts'
import { finding } from '../summary/summarised.ts'

const overfitting = finding('o', {
  ...{ code: 'overfitting', severity: 'warning', series: 'val/loss', step: 20, raisedStep: 60 },
  evidence: { validationThen: 0.5, validationNow: 0.9, trainThen: 0.4, trainNow: 0.1, bestStep: 20 },
}).finding

describe('the evidence on the main chart', () => {
  it('does not write beside the line of the best value what that line says', () => {
    const evidence = evidenceOn(overfitting, ['val/loss'], null)
    expect(evidence?.points.map(({ label }) => label)).toEqual([
      'best until then 0.5000',
      'training then 0.4000',
    ])
    const beside = besideReferences(evidence, [{ value: 0.5, label: 'best 0.5000 @ epoch 2' }])
    expect(beside?.points.map(({ value, label }) => [value, label])).toEqual([
      [0.5, ''],
      [0.4, 'training then 0.4000'],
    ])
  })

  it('draws no level twice', () => {
    const levels = [0.5, 0.7].map((value) => ({ value, label: 'level' }))
    const evidence = { levels, points: [], window: null }
    expect(besideReferences(evidence, [{ value: 0.7, label: 'floor' }])?.levels).toEqual([levels[0]])
    expect(besideReferences(null, [])).toBeNull()
  })
})
