/** MLflow's experiments are our projects. Their ids are made from their names, so that a restart changes none. */
import { createHash } from 'node:crypto'
import type { Store } from '../../store/store.ts'
import { MlflowFault } from './fault.ts'
import type { Pair } from './schema.ts'

/** MLflow's own first experiment, which every client takes for granted. */
const first = { id: '0', name: 'Default' }
const defaultProject = 'default'

const projectOf = (name: string) => (name === first.name ? defaultProject : name)
export const nameOf = (project: string) => (project === defaultProject ? first.name : project)

/** Eleven digits of the name's hash: a number, as clients of others expect. */
export function idOf(project: string): string {
  if (project === defaultProject) return first.id
  return String(1 + (createHash('sha256').update(project).digest().readUIntBE(0, 5) % 10 ** 11))
}

/** The row of the settings with experiments that have no run yet. */
const row = 'mlflow-experiments'

export type Experiments = {
  all(): Promise<string[]>
  /** The project of an id or a name. Throws a fault when there is none. */
  byId(id: string): Promise<string>
  byName(name: string): Promise<string>
  create(name: string): Promise<string>
}

export function openExperiments(
  store: Pick<Store, 'listProjects' | 'readSetting' | 'writeSetting'>,
): Experiments {
  /** By this server: two that are made at once are both kept. */
  const made = new Set<string>()
  /** Read each time, as another server may have made some. */
  async function readMade(): Promise<string[]> {
    const text = await store.readSetting(row)
    return [...new Set([...(text === null ? [] : (JSON.parse(text) as string[])), ...made])]
  }
  async function all(): Promise<string[]> {
    return [...new Set([defaultProject, ...(await readMade()), ...(await store.listProjects())])]
  }
  async function found(isIt: (project: string) => boolean, what: string): Promise<string> {
    const project = (await all()).find(isIt)
    if (project === undefined)
      throw new MlflowFault('RESOURCE_DOES_NOT_EXIST', `There is no experiment ${what}.`)
    return project
  }
  return {
    all,
    byId: (id) => found((project) => idOf(project) === id, id),
    byName: (name) => found((project) => project === projectOf(name), `"${name}"`),
    async create(name) {
      const project = projectOf(name)
      if ((await all()).includes(project))
        throw new MlflowFault('RESOURCE_ALREADY_EXISTS', `There is an experiment "${name}" already.`)
      made.add(project)
      await store.writeSetting(row, JSON.stringify(await readMade()))
      return project
    },
  }
}

export function experimentAnswer(project: string, tags: Pair[]) {
  const id = idOf(project)
  return {
    ...{ experiment_id: id, name: nameOf(project), artifact_location: `mlflow-artifacts:/${id}` },
    ...{ lifecycle_stage: 'active', creation_time: 1, last_update_time: 1, tags },
  }
}
