/** Runs, as MLflow's searches know them. Pure. */
import type { RunRecord } from '../../store/store.ts'
import type { Searched } from './filter.ts'
import { paramText, runInfo, tagsOf } from './run-answer.ts'

export const searchedRuns: Searched<RunRecord> = {
  kinds: ['attribute', 'metric', 'param', 'tag', 'dataset'],
  attributes: {
    ...{ run_id: 'text', run_name: 'text', user_id: 'text', status: 'text', artifact_uri: 'text' },
    ...{ start_time: 'number', end_time: 'number' },
  },
  listed: 'run_id',
  reading({ run, series }, { kind, key }) {
    switch (kind) {
      case 'metric':
        return series.find(({ name }) => name === key)?.last.value ?? null
      case 'param':
        return Object.hasOwn(run.params, key) ? paramText(run.params[key] as string) : null
      case 'tag': {
        const tags = tagsOf(run)
        return Object.hasOwn(tags, key) ? (tags[key] as string) : null
      }
      case 'attribute': {
        const info: Record<string, string | number> = runInfo(run)
        return info[key] ?? null
      }
      // Data sets are not kept.
      case 'dataset':
        return null
    }
  },
}
