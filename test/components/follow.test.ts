import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fewAtOnce } from '../../app/components/few-at-once.ts'
import { type Followed, follow } from '../../app/components/follow.ts'
import type { Watcher } from '../../lib/live/page-socket.ts'
import { applyEvent, type RunEvent, type RunView } from '../../lib/run.ts'
import { columnsOf } from '../../lib/series.ts'
import { points, started } from '../store/points.ts'

/** The live channel of the test: what the page listens to. */
const channel = vi.hoisted(() => ({ watcher: null as Watcher | null }))
vi.mock('../../lib/live/page-socket.ts', () => ({
  watch(_watched: unknown, watcher: Watcher) {
    channel.watcher = watcher
    return () => {}
  },
}))

type State = { view: RunView | null; isSure: boolean }
const viewOf = (events: readonly RunEvent[]) => events.reduce<RunView | null>(applyEvent, null)
const at = (step: number, value: number) => points('a', 'val/loss', [step], [value])
const branched = (number: number, from: number): RunEvent => ({
  type: 'run-branched',
  runId: 'a',
  branch: { number, from, to: 99, time: 1 },
})
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('a run that is followed', () => {
  let shown: [step: number, value: number][][]
  let answer: (read: RunEvent[] | null) => void
  let followed: Followed<State>
  const come = (...events: RunEvent[]) => channel.watcher?.onEvents(events)
  const ready = () => channel.watcher?.onReady()

  function begin(isFresh = false) {
    shown = []
    followed = follow<State>({
      runId: 'a',
      state: { view: viewOf([started('a'), at(1, 1)]), isSure: true },
      isFresh,
      read: () =>
        new Promise((resolve, reject) => {
          answer = (read) =>
            read ? resolve({ view: viewOf(read), isSure: true }) : reject(new Error('away'))
        }),
      apply: ({ view, isSure }, event) => ({
        view: applyEvent(view, event),
        isSure: isSure && event.type !== 'run-branched',
      }),
      isSure: ({ isSure }) => isSure,
      onChange({ view }) {
        const series = view?.series['val/loss']
        const { steps, values } = series ? columnsOf(series) : { steps: [], values: [] }
        shown.push(Array.from(steps, (step, i) => [step, values[i] as number]))
      },
      onConnection() {},
    })
  }
  beforeEach(() => begin())

  it('has what came while it was read', async () => {
    ready()
    come(at(3, 3))
    expect(shown).toEqual([])
    answer([started('a'), at(1, 1), at(2, 2)])
    await settled()
    expect(shown).toEqual([
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
    ])
  })

  it('goes on with what it has where it could not be read', async () => {
    ready()
    come(at(3, 3))
    answer(null)
    await settled()
    come(at(4, 4))
    expect(shown.at(-1)).toEqual([
      [1, 1],
      [3, 3],
      [4, 4],
    ])
  })

  it('is not read at first where it is known to be as it was stored, but after a gap', async () => {
    begin(true)
    answer = () => expect.fail('read')
    ready()
    come(at(2, 2))
    expect(shown).toEqual([
      [
        [1, 1],
        [2, 2],
      ],
    ])
    ready()
    answer([started('a'), at(1, 5)])
    await settled()
    expect(shown.at(-1)).toEqual([[1, 5]])
  })

  it('is read before anything is shown that is not sure, and what was set aside stays away', async () => {
    come(at(5, 5), branched(1, 3), at(3, 9))
    come(at(4, 8))
    await settled()
    expect(shown).toEqual([])
    answer([started('a'), at(1, 1), branched(1, 3), at(3, 9)])
    await settled()
    expect(shown).toEqual([
      [
        [1, 1],
        [3, 9],
        [4, 8],
      ],
    ])
  })

  it('shows what was read, though events make it necessary to read again', async () => {
    ready()
    come(branched(1, 2))
    answer([started('a'), at(1, 6)])
    await settled()
    expect(shown).toEqual([[[1, 6]]])
    expect(shown).toHaveLength(1)
  })

  it('takes what was read beside it, unless it has been read again since', async () => {
    const grow = (state: State) => ({ ...state, view: applyEvent(state.view, at(7, 7)) })
    followed.amend(0, grow)
    expect(shown.at(-1)).toEqual([
      [1, 1],
      [7, 7],
    ])
    ready()
    answer([started('a'), at(1, 1)])
    await settled()
    followed.amend(0, grow)
    expect(shown.at(-1)).toEqual([[1, 1]])
  })

  it('shows nothing any more once it is stopped', async () => {
    ready()
    followed.stop()
    answer([started('a'), at(1, 2)])
    await settled()
    expect(shown).toEqual([])
  })
})

describe('few at once', () => {
  it('are at work, in the order of asking, and one that fails makes room too', async () => {
    const inTurn = fewAtOnce(2)
    const begun: number[] = []
    let most = 0
    let running = 0
    const all = [0, 1, 2, 3, 4].map((i) =>
      inTurn(async () => {
        begun.push(i)
        most = Math.max(most, ++running)
        await settled()
        running--
        if (i === 1) throw new Error('away')
        return i
      }).catch(() => null),
    )
    expect(await Promise.all(all)).toEqual([0, null, 2, 3, 4])
    expect(begun).toEqual([0, 1, 2, 3, 4])
    expect(most).toBe(2)
  })
})
