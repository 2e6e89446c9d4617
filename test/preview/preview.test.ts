import { describe, expect, it } from 'vitest'
import { changeOf, type Flagged, type Preview, rowsOf, summaryOf } from '../../lib/preview/preview.ts'
import { portionsOf, previewRule } from '../../lib/preview/replay.ts'
import type { RunEvent } from '../../lib/run.ts'
import { defaultSettings } from '../../lib/settings/settings.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { healthy, overfits, spikes, stands } from '../detectors/curves.ts'
import { columns } from '../detectors/watching.ts'
import { ended } from '../recorder/recording.ts'
import { noWatches, points, started } from '../store/points.ts'

const flag = (step: number): Flagged => ({ series: 'train/loss', step, raisedStep: step, severity: 'info' })
const preview = (pairs: [Flagged[], Flagged[]][], skipped: Preview['skipped'] = []): Preview => ({
  code: 'spike',
  runs: pairs.map(([saved, proposed], i) => ({ id: `r${i}`, name: `run ${i}`, saved, proposed })),
  skipped,
})

async function previewOf(
  events: RunEvent[],
  code: string,
  thresholds: Record<string, number>,
  settings = defaultSettings,
) {
  const store = createMemoryStore()
  await store.append(events, noWatches)
  let turns = 0
  const answer = await previewRule({
    ...{ code, thresholds, settings },
    records: await store.listRuns({ limit: 50 }),
    readPoints: async (id, series) => (await store.readPoints(id, { series })).series,
    async turn() {
      turns++
    },
  })
  return { ...answer, turns }
}
const logged = (id: string, values: readonly number[], name = 'train/loss') =>
  points(
    id,
    name,
    values.map((_, row) => row),
    values,
  )

describe('what a rule would have said', () => {
  const spiky = [
    started('calm'),
    logged('calm', healthy(80)),
    started('spiky'),
    logged('spiky', spikes(80, 50)),
  ]

  it('is a note of a short run that goes on, and a warning of one that has finished', async () => {
    const stuck = [started('on'), logged('on', stands(300)), started('over'), logged('over', stands(300))]
    const { runs } = await previewOf([...stuck, ended('over')], 'not-learning', {})
    expect(runs.map(({ id, saved }) => [id, saved.map(({ severity }) => severity)]).sort()).toEqual([
      ['on', ['info']],
      ['over', ['warning']],
    ])
  })

  it('is what it said, where nothing is changed', async () => {
    const { runs } = await previewOf(spiky, 'spike', {})
    expect(runs.map(({ id, saved }) => [id, saved.map(({ step }) => step)])).toEqual([
      ['calm', []],
      ['spiky', [50]],
    ])
    for (const run of runs) expect(run.proposed).toEqual(run.saved)
  })

  it('follows the proposed thresholds, beside the saved ones', async () => {
    const { runs } = await previewOf(spiky, 'spike', { share: 100 })
    expect(runs.map(changeOf)).toEqual(['same', 'silenced'])
    const back = { ...defaultSettings, thresholds: { spike: { share: 100 } } }
    expect((await previewOf(spiky, 'spike', {}, back)).runs.map(changeOf)).toEqual(['same', 'flagged'])
  })

  it('hears a rule that is muted, and leaves the others as they are', async () => {
    const muted = { ...defaultSettings, muted: [{ code: 'spike' }] }
    expect((await previewOf(spiky, 'spike', {}, muted)).runs[1]?.saved).toHaveLength(1)
  })

  it('knows training and validation together', async () => {
    const { train, validation } = overfits(60, 20)
    const events = [started('a'), logged('a', train), logged('a', validation, 'val/loss')]
    expect((await previewOf(events, 'overfitting', {})).runs[0]?.saved).toHaveLength(1)
    expect((await previewOf(events, 'overfitting', { evaluations: 5000 })).runs[0]?.proposed).toEqual([])
  })

  it('leaves out runs with too many points and says so, and pauses on the way through long ones', async () => {
    const huge = Array.from({ length: 100_001 }, () => 1)
    const { runs, skipped, turns } = await previewOf(
      [started('huge'), logged('huge', huge), started('long'), logged('long', healthy(9000))],
      'spike',
      {},
    )
    expect(skipped).toEqual([{ id: 'huge', name: 'huge', points: 100_001 }])
    expect(runs.map(({ id }) => id)).toEqual(['long'])
    expect(turns).toBe(3)
  })
})

describe('portions', () => {
  it('hold every point once, in order, with series of different strides side by side', () => {
    const all = [columns(healthy(1000)), columns(healthy(10), 'val/loss', 0, 100), columns([], 'lr')]
    const cut = [...portionsOf(all, 64)]
    for (const [i, { steps }] of all.entries())
      expect(cut.flatMap((portion) => Array.from(portion[i]?.steps ?? []))).toEqual(Array.from(steps))
    for (const [i, portion] of cut.entries()) {
      const starts = portion.flatMap(({ steps }) => (steps.length ? [steps[0] as number] : []))
      const before = cut.slice(0, i).flatMap((one) => one.map(({ steps }) => steps.at(-1) ?? -1))
      expect(Math.min(...starts)).toBeGreaterThan(Math.max(-1, ...before))
    }
  })

  it('are none of nothing', () => {
    expect([...portionsOf([], 10)]).toEqual([])
    expect([...portionsOf([columns([])], 10)]).toEqual([])
  })
})

describe('the sentence', () => {
  it.each<[string, Preview, string]>([
    ['no runs', preview([]), 'There are no runs yet to try it on.'],
    [
      'no difference',
      preview([
        [[flag(1)], [flag(1)]],
        [[], []],
      ]),
      'Of 2 runs it flags 1, with and without the change.',
    ],
    [
      'both ways',
      preview([
        [[flag(1)], []],
        [[flag(2)], []],
        [[], [flag(3)]],
      ]),
      'Of 3 runs it flagged 2; with the change it would have been silent about 2 runs that it flagged and would have flagged 1 more.',
    ],
    [
      'runs that are left out',
      preview([[[], []]], [{ id: 'x', name: 'x', points: 1e6 }]),
      'Of 1 run it flags none, with and without the change. 1 run left out, with too many values to replay.',
    ],
  ])('says %s', (_what, answer, sentence) => {
    expect(summaryOf(answer)).toBe(sentence)
  })

  it('goes with a table that has the differences first and leaves out what is never flagged', () => {
    const rows = rowsOf(
      preview([
        [[], []],
        [[flag(1)], [flag(1)]],
        [[flag(1)], [flag(2)]],
        [[flag(1)], []],
        [[], [flag(1)]],
      ]),
    )
    expect(rows.map(({ id, change }) => [id, change])).toEqual([
      ['r3', 'silenced'],
      ['r4', 'flagged'],
      ['r2', 'moved'],
      ['r1', 'same'],
    ])
  })
})
