/** The calls of MLflow's clients that are about experiments. */
import { parse } from '../../parse.ts'
import type { Call } from './call.ts'
import type { ExperimentTags } from './experiment-tags.ts'
import { type Experiments, experimentAnswer, idOf } from './experiments.ts'
import * as schema from './schema.ts'

export type ExperimentCallsParts = { experiments: Experiments; tags: ExperimentTags; search: Call }

export function experimentCalls({ experiments, tags, search }: ExperimentCallsParts): [string, Call][] {
  const experiment = async (asked: Promise<string>) => {
    const project = await asked
    return { experiment: experimentAnswer(project, await tags.of(project)) }
  }

  return [
    [
      'GET experiments/get',
      (input) => experiment(experiments.byId(parse(schema.experimentById, input).experiment_id)),
    ],
    [
      'GET experiments/get-by-name',
      (input) => experiment(experiments.byName(parse(schema.experimentByName, input).experiment_name)),
    ],
    [
      'POST experiments/create',
      async (input) => {
        const { name, tags: first } = parse(schema.experimentCreated, input)
        const project = await experiments.create(name)
        await tags.set(project, first)
        return { experiment_id: idOf(project) }
      },
    ],
    [
      'POST experiments/set-experiment-tag',
      async (input) => {
        const { experiment_id, ...tag } = parse(schema.experimentTag, input)
        await tags.set(await experiments.byId(experiment_id), [tag])
        return {}
      },
    ],
    [
      'POST experiments/delete-experiment-tag',
      async (input) => {
        const { experiment_id, key } = parse(schema.experimentTag, input)
        await tags.remove(await experiments.byId(experiment_id), key)
        return {}
      },
    ],
    ...['GET', 'POST'].map((method): [string, Call] => [`${method} experiments/search`, search]),
  ]
}
