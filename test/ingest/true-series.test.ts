import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loggedByOthers } from './logged-by-others.ts'
import { loggedByTrackers } from './logged-by-trackers.ts'
import { loggedByTrainers } from './logged-by-trainers.ts'
import { expectPoints, I, N, pointsOf, readPlaces, readReal, real } from './reading.ts'

describe('the series that were logged come out to the bit', () => {
  it.each([...loggedByTrainers, ...loggedByTrackers, ...loggedByOthers])(
    '%s',
    (_tool, place, format, series) => {
      const read = readReal(...place)
      expect(read.format).toBe(format)
      for (const [name, points] of Object.entries(series)) expectPoints(read.run, name, points)
    },
  )

  it('Keras in event files, as its writer saw them', () => {
    for (const [folder, key] of [
      ['tb', 'tb'],
      ['tb-update-freq-2', 'tb-update-freq-2'],
    ] as const) {
      const seen = JSON.parse(readFileSync(real('keras/seen.json'), 'utf8'))[key] as string[]
      const { run } = readReal('keras', folder)
      const points = pointsOf(run)
      for (const line of seen) {
        const [split, tag, step, , , value] = line.replace(/[[\]]/g, '').split(' ')
        const number = value === 'nan' ? N : value === 'inf' ? I : Number(value)
        expect(points[`${split}/${tag}`]).toContainEqual([Number(step), number])
      }
      expect(run.series.reduce((sum, { steps }) => sum + steps.length, 0)).toBe(seen.length)
    }
  })

  it('Ignite and Stable-Baselines3 in event files, as their writers saw them', () => {
    const number = (text: string) => (text === 'nan' ? N : text === 'inf' ? I : Number(text))
    type Row = [tag: string, step: number, value: number]
    const ignite = JSON.parse(readFileSync(real('ignite/seen.json'), 'utf8')) as Record<string, string[]>
    const split = (line: string): Row => {
      const [tag, step, , value] = line.split(' ') as [string, string, string, string]
      return [tag, Number(step), number(value)]
    }
    const baselines = JSON.parse(readFileSync(real('stable-baselines3/seen.json'), 'utf8'))
    const files: [string, Row[]][] = [
      ['ignite/default-events.out.tfevents.1000000000.host.1.0', (ignite.default as string[]).map(split)],
      [
        'ignite/global-step-transform-events.out.tfevents.1000000000.host.1.0',
        (ignite['global-step-transform'] as string[]).map(split),
      ],
      [
        'stable-baselines3/ppo-events.out.tfevents.1000000000.host.1.0',
        baselines.ppo_tensorboard.map(
          ([tag, step, , value]: [string, number, string, number]): Row => [tag, step, value],
        ),
      ],
    ]
    for (const [file, rows] of files) {
      const points = pointsOf(readReal(file).run)
      expect(rows.length).toBeGreaterThan(5)
      // Of a step that was logged more than once the last value holds.
      const last = new Map(rows.map(([tag, step, value]) => [`${tag} ${step}`, { tag, step, value }]))
      for (const { tag, step, value } of last.values()) expect(points[tag]).toContainEqual([step, value])
    }
  })

  it('the Trainer of Hugging Face, as its writer saw them', () => {
    type Seen = Record<string, { log: string[] }>
    const seen = JSON.parse(readFileSync(real('hf-trainer/seen.json'), 'utf8')) as Seen
    let compared = 0
    for (const [name, { log }] of Object.entries(seen).filter(([, value]) => Array.isArray(value.log))) {
      const { run } = readReal('hf-trainer', `${name}.json`)
      const points = pointsOf(run)
      for (const line of log) {
        const row = JSON.parse(line.replace(/: (NaN|-?Infinity)/g, ': "$1"')) as Record<
          string,
          string | number
        >
        for (const key of ['loss', 'eval_loss', 'grad_norm']) {
          if (!(key in row)) continue
          compared++
          expect(points[key]).toContainEqual([row.step, Number(row[key])])
        }
      }
      expect(points.train_loss).toBeUndefined()
    }
    expect(compared).toBeGreaterThan(100)
  })
})

describe('what a tool bends', () => {
  const notesOf = (...place: string[]) => readReal(...place).run.description.notes

  it('zeros of the Trainer for losses that are not finite are said', () => {
    expect(notesOf('hf-trainer/filtered-every-step.json')).toContain('3 losses are exactly 0')
    expect(notesOf('hf-trainer/unfiltered-every-step.json')).toContain('The last 6 losses are NaN')
    expect(notesOf('hf-trainer/epochs.json')).not.toContain('exactly 0')
  })

  it('zeros of ClearML for values that are not finite are said, and values without a step', () => {
    expect(notesOf('clearml')).toContain('3 values are exactly 0')
    expect(notesOf('clearml')).toContain('The single value Summary/best is 0.1.')
    expect(notesOf('comet')).toContain('Left out, as they hold no numbers: text.')
  })

  it('epochs that are counted as steps are said, with the first', () => {
    expect(notesOf('keras/log.csv')).toContain('Steps are epochs, counted from 0.')
    expect(notesOf('ultralytics/results-plain.csv')).toContain('Steps are epochs, counted from 1.')
    expect(readReal('flair/loss.tsv').run.description.stepsPerEpoch).toBe(1)
  })

  it.each([
    ['keras/tb-update-freq-2', 'a value is the mean of its epoch so far'],
    ['mmengine/scalars-default-window.json', 'means of the last 10 iterations'],
    ['hf-trainer/eval-nan.json', 'eval_loss leaves out batches whose loss is NaN'],
    ['ultralytics/results-nan-always-from-epoch-2.csv', 'An epoch that was NaN has no row'],
    ['ray-tune/events.out.tfevents.1795918982.host', 'Ray Tune leaves NaN out'],
    ['lightning/metrics-resumed-same-version.csv', 'begins at step 10'],
    ['flair/loss.tsv', 'four decimals'],
    ['xgboost/console.txt', 'five decimals'],
    ['stable-baselines3/log.txt', 'rounded to three digits'],
    ['sklearn/curves.json', 'GradientBoostingClassifier is twice its loss'],
  ])('what a file cannot tell of itself is said: %s', (place, said) => {
    expect(notesOf(place)).toContain(said)
  })

  it('repeated headers and restarted epochs are said', () => {
    const notes = notesOf('fastai/history-appended.csv')
    expect(notes).toContain('comes again in line 4')
    expect(notes).toContain('goes back to 0 in line 5: counted on as 2')
  })

  it('zeros for "not validated" are left out, and it is said', () => {
    expect(notesOf('ultralytics/results-val-off.csv')).toContain('those zeros are left out')
  })

  it('rows of other metrics than the header names are refused with their lines', () => {
    const { troubles } = readReal('keras/log-appended-other-metrics.csv')
    expect(troubles.map(({ place }) => place)).toEqual(['line 4', 'line 5'])
    expect(troubles[0]?.what).toBe('it has 7 cells where the first line names 5 columns.')
  })

  it('a text among numbers is named', () => {
    const { troubles } = readReal('dvclive/twice')
    expect(troubles).toMatchObject([{ place: 'line 6', what: '"text" in the column "loss" is no number.' }])
  })

  it('parameters, names and ends are taken over', () => {
    expect(readReal('tensorboard/torch').run.description.params).toEqual({ lr: 0.1 })
    expect(readReal('wandb/series.wandb').run.description).toMatchObject({
      name: 'named',
      project: 'p',
      group: 'g',
      tags: ['t'],
      notes: 'words',
      params: { lr: 0.1, 'nested.a': 1 },
    })
    expect(readReal('swanlab/offline').run).toMatchObject({
      description: { name: 'named', project: 'p', params: { lr: 0.1, bad: 'NaN' } },
      status: 'finished',
      startedAt: 1795917638677,
    })
    expect(readReal('swanlab/before-0.8').run).toMatchObject({
      description: {
        ...{ name: 'named', project: 'p', tags: ['t'], source: 'swanlab 0.7.20' },
        params: { lr: 0.1, bad: 'NaN' },
        notes: expect.stringContaining('∞ may be either'),
      },
      endedAt: Date.parse('2026-11-29T19:09:04.095Z'),
    })
    expect(readReal('comet').run).toMatchObject({
      description: { project: 'p', params: { lr: 0.1, bad: 'NaN' } },
      endedAt: 1795917392930,
    })
    expect(readReal('aim').run.description.params).toEqual({ lr: 0.1, bad: 'NaN' })
    expect(readReal('clearml').run.description).toMatchObject({
      name: 'named',
      project: 'p',
      source: 'clearml 2.1.12',
      params: { lr: 0.1, bad: 'nan' },
    })
    expect(readReal('mlflow/mlruns').run).toMatchObject({
      description: { name: 'named', params: { lr: 0.1 } },
      status: 'finished',
    })
    expect(readReal('ray-tune').run.description.params).toEqual({ lr: 0.1, 'opt.beta': 0.9 })
  })
})

describe('a folder', () => {
  it('gives one run for what one training wrote in several files', () => {
    const { runs } = readPlaces(real('catboost'))
    expect(runs.map(({ format }) => format)).toEqual(['catboost', 'catboost', 'catboost', 'catboost'])
    const baselines = readPlaces(real('stable-baselines3')).runs.filter(
      ({ format }) => format === 'stable-baselines3',
    )
    expect(baselines).toHaveLength(2)
  })

  it('names what no reader is there for', () => {
    const { runs, unknown } = readPlaces(real('optuna/rdb-rows.json'), real('mlflow/metrics.sql'))
    expect(runs).toEqual([])
    expect(unknown).toHaveLength(2)
  })
})
