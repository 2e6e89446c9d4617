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

  it('calls one value the best, that of the loss that speaks for the run', () => {
    const { finding: diverged } = finding('d', {
      ...{ code: 'diverged', severity: 'critical', series: 'train/loss', step: 160 },
      evidence: { start: 2.17, best: 0.6317, bestStep: 150 },
    })
    const labels = (main: string) =>
      evidenceOn(diverged, ['train/loss', 'val/loss'], null, main)?.points.map(({ label }) => label)
    expect(labels('val/loss')).toEqual(['train/loss then 0.6317'])
    expect(labels('train/loss')).toEqual(['best until then 0.6317'])
  })

  it('draws no level twice', () => {
    const levels = [0.5, 0.7].map((value) => ({ value, label: 'level' }))
    const evidence = { levels, points: [], window: null }
    expect(besideReferences(evidence, [{ value: 0.7, label: 'floor' }])?.levels).toEqual([levels[0]])
    expect(besideReferences(null, [])).toBeNull()
  })
})
