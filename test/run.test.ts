import { describe, expect, it } from 'vitest'
import {
  applyEvent,
  applyToRun,
  type Finding,
  type Run,
  type RunEvent,
  type RunView,
  runIdOf,
} from '../lib/run.ts'
import { columnsOf } from '../lib/series.ts'
import { points, started } from './store/points.ts'

const finding = (id: string, rest: Partial<Finding> = {}): RunEvent => ({
  type: 'finding',
  runId: 'a',
  finding: {
    ...{ id, runId: 'a', code: 'diverged', severity: 'critical', series: 'loss', step: 3, raisedStep: 4 },
    ...{ raisedAt: 10, evidence: { now: Number.NaN }, causes: [], resolvedStep: null, acknowledgedAt: null },
    ...rest,
  },
})
const control = (action: 'pause' | 'resume' | 'stop'): RunEvent => ({
  ...{ type: 'control', runId: 'a', action, by: 'page', time: 5, done: true },
})
const ask = (reason: string, time = 5): RunEvent => ({
  ...{ type: 'control', runId: 'a', action: 'stop', by: 'page', reason, time, done: false },
})
const asked = { by: 'page', reason: 'enough', time: 5 }
const lost: RunEvent = { type: 'run-lost', runId: 'a', time: 6 }
const ended = (status: 'finished' | 'failed' | 'stopped'): RunEvent => ({
  ...{ type: 'run-ended', runId: 'a', status, reason: 'why', time: 7 },
})
const endedSilently = (status: 'finished' | 'stopped'): RunEvent => ({
  ...{ type: 'run-ended', runId: 'a', status, time: 7 },
})
const some = points('a', 'loss', [1, 2, 3], [3, Number.NaN, 1])

function fold(events: readonly RunEvent[], from: RunView | null = null): RunView | null {
  return events.reduce(applyEvent, from)
}

/** What can be seen of a view: buffers that are shared with others count only as far as they are its own. */
function visible(view: RunView | null) {
  return (
    view && {
      ...view,
      series: Object.values(view.series).map((series) => structuredClone(columnsOf(series))),
    }
  )
}

const every: [string, RunEvent][] = [
  ['run-started', started('a', { name: 'n', tags: ['t'], params: { lr: 1 } })],
  ['points', points('a', 'loss', [4, 2, 9], [0, -0, Number.POSITIVE_INFINITY])],
  ['points of a new series', points('a', 'val/loss', [1], [1])],
  ['finding', finding('f1', { raisedAt: 3 })],
  ['finding known already', finding('f0', { resolvedStep: 8 })],
  ['control', control('pause')],
  ['a stop that is asked for', ask('enough')],
  ['run-lost', lost],
  ['run-ended', ended('failed')],
  ['run-edited', { type: 'run-edited', runId: 'a', changes: { notes: 'x', group: null } }],
  ['run-deleted', { type: 'run-deleted', runId: 'a' }],
]

describe('applyEvent', () => {
  const base = [started('a'), some, finding('f0'), finding('f00')]

  it.each([...every, ['run-ended that was asked for', endedSilently('stopped')] as const])(
    'changes nothing more when %s comes again',
    (_type, event) => {
      const once = fold([...base, ask('enough'), event])
      expect(visible(fold([event], once))).toEqual(visible(once))
    },
  )

  it.each(every)('leaves the view and the event of %s as they were', (_type, event) => {
    const view = fold(base)
    const before = structuredClone({ view: visible(view), event })
    applyEvent(view, event)
    expect({ view: visible(view), event }).toEqual(before)
  })

  it.each(every.slice(1))('knows no run that never started: %s', (_type, event) => {
    expect(applyEvent(null, event)).toBeNull()
  })

  it('keeps the time of acknowledgement, whatever the finding becomes', () => {
    const seen = (time: number) =>
      ({ type: 'finding-acknowledged', runId: 'a', findingId: 'f', time }) as const
    const view = fold([started('a'), finding('f'), seen(42), seen(99), finding('f', { resolvedStep: 9 })])
    expect(view?.findings).toMatchObject([{ id: 'f', acknowledgedAt: 42, resolvedStep: 9 }])
  })

  it('orders findings by the time at which they were raised, those of one moment by their ids', () => {
    const view = fold([
      ...[started('a'), finding('late', { raisedAt: 9 }), finding('b', { raisedAt: 2 })],
      ...[finding('a', { raisedAt: 2 }), finding('b', { raisedAt: 2 })],
    ])
    expect(view?.findings.map(({ id }) => id)).toEqual(['a', 'b', 'late'])
  })

  it('keeps points as they are, non-finite ones too', () => {
    const series = fold([started('a'), some])?.series.loss
    expect(series && [...columnsOf(series).values]).toEqual([3, Number.NaN, 1])
  })
})

describe('the status of a run', () => {
  const after = (events: RunEvent[]) => events.reduce<Run | null>(applyToRun, applyToRun(null, started('a')))

  it.each<[string, RunEvent[], Partial<Run>]>([
    ['running at its start', [], { status: 'running', startedAt: 1_700_000_000_000, endedAt: null }],
    ['paused when its source says so', [control('pause')], { status: 'paused' }],
    [
      'still running while a stop is only asked for',
      [ask('enough')],
      { status: 'running', stopAsked: asked },
    ],
    ['running after a pause', [control('pause'), control('resume')], { status: 'running' }],
    [
      'still running, and asked, after its source has heard that it is to stop, until its end comes',
      [ask('enough'), control('stop'), some],
      { status: 'running', stopAsked: asked },
    ],
    ['asked for the reason that came first', [ask('enough'), ask('again', 6)], { stopAsked: asked }],
    [
      'asked still when its source says again what it trains',
      [ask('enough'), started('a')],
      { stopAsked: asked },
    ],
    ['asked still when its source comes back', [ask('enough'), lost, some], { stopAsked: asked }],
    ['asked nothing when a lost run begins anew', [ask('enough'), lost, started('a')], { stopAsked: null }],
    ['asked nothing once it has ended', [ended('finished'), ask('enough')], { stopAsked: null }],
    [
      'stopped for the reason that was asked where its source gives none',
      [ask('enough'), endedSilently('stopped')],
      { status: 'stopped', reason: 'enough', stopAsked: asked },
    ],
    ['stopped for the reason that its source gives', [ask('enough'), ended('stopped')], { reason: 'why' }],
    [
      'finished for no reason, though it was asked to stop',
      [ask('enough'), endedSilently('finished')],
      { status: 'finished', reason: null, stopAsked: asked },
    ],
    ['lost without its source', [lost], { status: 'lost', endedAt: 6 }],
    ['running when points come again', [lost, some], { status: 'running', endedAt: null }],
    ['paused still when points come', [control('pause'), some], { status: 'paused' }],
    ['finished', [ended('finished')], { status: 'finished', endedAt: 7, reason: 'why' }],
    ['stopped', [ended('stopped')], { status: 'stopped' }],
    ['failed, even if its source goes away then', [ended('failed'), lost], { status: 'failed', endedAt: 7 }],
    ['ended after a late pause', [ended('finished'), control('pause')], { status: 'finished' }],
    ['ended when points come late', [ended('finished'), some], { status: 'finished' }],
    [
      'running when started again',
      [ended('failed'), started('a')],
      { status: 'running', endedAt: null, reason: null },
    ],
    [
      'what it was after an edit',
      [ended('failed'), { type: 'run-edited', runId: 'a', changes: { name: 'x' } }],
      {
        status: 'failed',
        name: 'x',
      },
    ],
  ])('is %s', (_what, events, expected) => {
    expect(after(events)).toMatchObject(expected)
  })

  it('keeps what a resumed run said before and takes what it says anew', () => {
    const run = [
      started('a', { name: 'first', params: { lr: 1 }, tags: ['x'] }),
      started('a', { params: { lr: 2 } }),
    ].reduce<Run | null>(applyToRun, null)
    expect(run).toMatchObject({ name: 'first', params: { lr: 2 }, tags: ['x'], startedAt: 1_700_000_000_000 })
  })

  it('is told by the id of every event', () => {
    expect(every.map(([, event]) => runIdOf(event))).toEqual(every.map(() => 'a'))
  })
})
