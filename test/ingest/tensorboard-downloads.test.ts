import { describe, expect, it } from 'vitest'
import { from, I, N, pointsOf, readFiles, readText } from './reading.ts'

describe('what TensorBoard’s page saves', () => {
  it('is a series called after the tag, of a run called as in the name of the file', () => {
    const { run, format } = readText(
      '/d/run-train-tag-epoch_loss.json',
      '[[1700000000.1,0,0.5],[1700000001.1,1,"NaN"],[1700000002.1,2,"-Infinity"]]',
    )
    expect(format).toBe('tensorboard-downloads')
    expect(pointsOf(run)).toEqual({ epoch_loss: from(0, 0.5, N, -I) })
    expect(Array.from(run?.series[0]?.times ?? [])[0]).toBe(1_700_000_000_100)
    expect(run?.description.name).toBe('train')
  })

  it('is one run for several tags, lists and tables', () => {
    const { runs } = readFiles({
      '/d/run-train-tag-loss.json': '[[1700000000.1,0,0.5]]',
      '/d/run-train-tag-acc (1).csv': 'Wall time,Step,Value\n1700000000.1,0,0.25\n',
      '/d/run-val-tag-loss.json': '[[1700000000.1,0,2]]',
    })
    expect(runs.map(({ run }) => [run.description.name, pointsOf(run)])).toEqual([
      ['train', { acc: [[0, 0.25]], loss: [[0, 0.5]] }],
      ['val', { loss: [[0, 2]] }],
    ])
  })

  it('has the name of its file where that tells none, and a damaged point is named', () => {
    const { run, troubles } = readText('/d/loss.json', '[[1700000000.1,0,0.5],[1700000001.1,"x"],[17000')
    expect(pointsOf(run)).toEqual({ loss: [[0, 0.5]] })
    expect(troubles.map(({ place }) => place)).toEqual(['line 1, character 48', '[1]'])
  })

  it('the run of the folder itself is called after the folder', () => {
    expect(readText('/logs/mine/run-.-tag-loss.json', '[[1700000000.1,0,1]]').run?.description.name).toBe(
      'mine',
    )
  })
})
