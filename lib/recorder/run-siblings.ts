/** Other runs of a project with the same loss, whose detectors tell how far they got; read from the store. */
import { dataOf } from '../compare/comparability.ts'
import { lossAgreement } from '../compare/trained-loss.ts'
import { noSiblings, type Siblings, siblingsOf } from '../detectors/memory/siblings.ts'
import { watchFromText } from '../detectors/memory/stored-watch.ts'
import type { Watch } from '../detectors/memory/watch.ts'
import type { Run } from '../run.ts'
import type { SeriesColumns } from '../series.ts'
import type { Store } from '../store/store.ts'

/** `readAt`: milliseconds, by the clock that was given. */
export type ReadSiblings = { of: Siblings; readAt: number }

export type RunSiblings = {
  /** For points that arrive. A minute old at most; null for a run that has only begun. */
  of(
    watched: { run: Run; watch: Watch; siblings: ReadSiblings | null },
    arriving: readonly SeriesColumns[],
  ): Promise<ReadSiblings | null>
  /** To be called when anything is committed. */
  changed(): void
}

const mostRead = 20
const mostAgeMs = 60_000
/** Before this row no detector asks for siblings: most of the cost of a short run is saved. */
const fromRow = 20

type Kindred = { run: Pick<Run, 'id' | 'loss' | 'params'>; watch: Watch | null }[]

export function createRunSiblings(store: Pick<Store, 'listWatches'>, now: () => number): RunSiblings {
  /** By project and loss, as of the last commit. */
  const kindred = new Map<string, Promise<Kindred>>()

  /** The newest of a project with a loss. Many runs that come together ask for the same. */
  function kindredOf({ project, loss }: Run): Promise<Kindred> {
    const key = JSON.stringify([project, loss?.id])
    const known = kindred.get(key)
    if (known) return known
    const asked = store.listWatches({ project, loss: loss?.id ?? null, limit: mostRead })
    const read = asked.then((all) =>
      all.map(({ watch, ...other }) => ({ run: other, watch: watchFromText(watch) })),
    )
    kindred.set(key, read)
    return read
  }

  return {
    async of({ run, watch, siblings }, arriving) {
      if (siblings && now() - siblings.readAt < mostAgeMs) return siblings
      const rows = arriving.map(({ name, steps }) => {
        const entry = watch.series[name]
        return steps.length + (entry && 'level' in entry ? entry.rows.count : 0)
      })
      // In a project of everything, a loss without a name could be any loss.
      const isAnybodys = run.loss === null && run.project === 'default'
      if (isAnybodys || Math.max(0, ...rows) < fromRow) return siblings
      const others = await kindredOf(run)
      const watches = others
        .filter(({ run: other }) => other.id !== run.id && trainsTheSame(run, other))
        .flatMap((other) => other.watch ?? [])
      return { of: watches.length ? siblingsOf(watches) : noSiblings, readAt: now() }
    },
    changed: () => kindred.clear(),
  }
}

/** Whether raw losses of the two are on one scale, as far as both say. */
function trainsTheSame(...both: Pick<Run, 'loss' | 'params'>[]): boolean {
  return lossAgreement(both) !== 'different' && dataOf(both).length === 0
}
