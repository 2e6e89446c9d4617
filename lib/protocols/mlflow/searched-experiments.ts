/** Experiments, as MLflow's searches know them. Pure. */
import type { experimentAnswer } from './experiments.ts'
import type { Searched } from './filter.ts'

type Experiment = ReturnType<typeof experimentAnswer>

export const searchedExperiments: Searched<Experiment> = {
  kinds: ['attribute', 'tag'],
  attributes: { name: 'text', experiment_id: 'text', creation_time: 'number', last_update_time: 'number' },
  listed: 'experiment_id',
  reading(experiment, { kind, key }) {
    if (kind === 'tag') return experiment.tags.find((tag) => tag.key === key)?.value ?? null
    return experiment[key as 'name' | 'experiment_id' | 'creation_time' | 'last_update_time']
  },
}
