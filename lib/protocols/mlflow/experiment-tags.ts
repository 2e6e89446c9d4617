/** Tags of MLflow's experiments, which our projects have no place for: kept in a row of the settings. */
import { oneByOne } from '../../lock.ts'
import type { Store } from '../../store/store.ts'
import { keptText } from '../kept-text.ts'
import { MlflowFault } from './fault.ts'
import { type Pair, tagsKept } from './schema.ts'

type Tags = Map<string, Map<string, string>>

const row = 'mlflow-experiment-tags'

export type ExperimentTags = {
  of(project: string): Promise<Pair[]>
  set(project: string, tags: readonly Pair[]): Promise<void>
  remove(project: string, key: string): Promise<void>
}

export function openExperimentTags(store: Pick<Store, 'readSetting' | 'writeSetting'>): ExperimentTags {
  /** Read each time, as another server may have changed them. */
  async function all(): Promise<Tags> {
    const text = await store.readSetting(row)
    const rows = text === null ? [] : (JSON.parse(text) as [string, [string, string][]][])
    return new Map(rows.map(([project, tags]) => [project, new Map(tags)]))
  }
  const inTurn = oneByOne()
  /** In turn, since each reads what the one before has written. */
  function change(work: (tags: Tags) => void): Promise<void> {
    return inTurn(async () => {
      const tags = await all()
      work(tags)
      const rows = Array.from(tags, ([project, pairs]) => [project, [...pairs]])
      await store.writeSetting(row, JSON.stringify(rows))
    })
  }
  return {
    async of(project) {
      return Array.from((await all()).get(project) ?? [], ([key, value]) => ({ key, value }))
    },
    async set(project, tags) {
      if (tags.length === 0) return
      const added = tags.map(({ key, value }) => [key, keptText(value)] as const)
      await change((kept) => {
        const next = new Map([...(kept.get(project) ?? []), ...added])
        if (next.size > tagsKept)
          throw new MlflowFault('INVALID_PARAMETER_VALUE', `An experiment has at most ${tagsKept} tags.`)
        kept.set(project, next)
      })
    },
    async remove(project, key) {
      await change((kept) => {
        if (!kept.get(project)?.delete(key))
          throw new MlflowFault('RESOURCE_DOES_NOT_EXIST', `There is no tag "${key.slice(0, 100)}".`)
      })
    },
  }
}
