import {
  applyToFollowed,
  type FollowedRun,
  followedRun,
  holding,
  withoutHeld,
  withRead,
} from '../../lib/compare/followed-run.ts'
import { comparedRunOf } from '../../lib/compare/packed-runs.ts'
import { isEnded } from '../../lib/run.ts'
import { fewAtOnce } from '../components/few-at-once.ts'
import { follow } from '../components/follow.ts'
import { readRecord } from '../components/follow-run.ts'
import { readTogether } from './read-together.ts'

type Follower = {
  /** Null once the run has been deleted. `reads`: how often it was read again. */
  onChange(followed: FollowedRun | null, reads: number): void
}

export type FollowedOne = {
  /** The points of these series are to be there; what is missing is read. */
  want(names: readonly string[]): void
  stop(): void
}

/** Records that are read anew, of all runs of the page. */
const inTurn = fewAtOnce(4)
const againMs = 2000

/** A compared run kept true by its events: newest and best values of all series, points of those that are wanted. */
export function followCompared(first: FollowedRun, buckets: number, { onChange }: Follower): FollowedOne {
  const { id } = first.compared.run
  let wanted: readonly string[] = [...first.held]
  let newest: FollowedRun | null = first
  let readsKnown = 0
  let again: ReturnType<typeof setTimeout> | null = null
  let isOver = false

  const pointsOf = (series: readonly string[]) => readTogether(id, series, buckets)

  const following = follow<{ view: FollowedRun['view'] | null; followed: FollowedRun | null }>({
    runId: id,
    state: { view: first.view, followed: first },
    isFresh: isEnded(first.compared.run),
    async read() {
      const names = wanted
      const followed = await inTurn(async () => {
        const record = await readRecord(id)
        if (!record) return null
        // Series come and go: those that are wanted and there now are held.
        const compared = comparedRunOf(record)
        const held = names.filter((name) => Object.hasOwn(compared.latest, name))
        return followedRun({ compared, findings: record.findings, held }, await pointsOf(held))
      })
      return { view: followed?.view ?? null, followed }
    },
    apply({ followed: before }, event) {
      const followed = applyToFollowed(before, event)
      return { view: followed?.view ?? null, followed }
    },
    isSure: ({ followed }) => followed?.isSure ?? true,
    onChange({ followed }, reads) {
      newest = followed
      readsKnown = reads
      onChange(followed, reads)
      readMissing()
    },
  })

  function change(reads: number, by: (followed: FollowedRun) => FollowedRun): void {
    following.amend(reads, (state) => {
      const followed = state.followed && by(state.followed)
      return { view: followed?.view ?? null, followed }
    })
  }

  function readMissing(): void {
    if (!newest || again || isOver) return
    const { held, compared } = newest
    const missing = wanted.filter((name) => !held.has(name) && Object.hasOwn(compared.latest, name))
    if (missing.length === 0) return
    const reads = readsKnown
    // Held from now on, so that nothing is lost that comes while it is read.
    change(reads, (followed) => holding(followed, missing))
    pointsOf(missing).then(
      (read) => change(reads, (followed) => withRead(followed, missing, read)),
      () => {
        // The server is away, or too busy.
        again = setTimeout(() => {
          again = null
          readMissing()
        }, againMs)
        change(reads, (followed) => withoutHeld(followed, missing))
      },
    )
  }

  return {
    want(names) {
      wanted = names
      readMissing()
    },
    stop() {
      isOver = true
      if (again) clearTimeout(again)
      following.stop()
    },
  }
}
