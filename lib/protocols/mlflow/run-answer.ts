/** A run as MLflow tells it. Pure. */
import { numberToName } from '../../number.ts'
import type { ParamValue, Run, RunStatus } from '../../run.ts'
import type { RunRecord } from '../../store/store.ts'
import { idOf } from './experiments.ts'

const statuses: Record<RunStatus, string> = {
  running: 'RUNNING',
  paused: 'RUNNING',
  finished: 'FINISHED',
  failed: 'FAILED',
  stopped: 'KILLED',
  lost: 'FAILED',
}

/** Tags that are more than a text to us. */
export const nameTag = 'mlflow.runName'
export const notesTag = 'mlflow.note.content'
export const parentTag = 'mlflow.parentRunId'

/** The tags of a run: what is known of its environment, and what we keep in places of their own. */
export function tagsOf({ environment, name, notes }: Run): Record<string, string> {
  return { ...environment, [nameTag]: name, ...(notes === '' ? {} : { [notesTag]: notes }) }
}

export function runInfo({ id, name, project, status, startedAt, endedAt, environment }: Run) {
  return {
    ...{ run_id: id, run_uuid: id, run_name: name, experiment_id: idOf(project) },
    ...{ user_id: environment['mlflow.user'] ?? '', status: statuses[status], start_time: startedAt },
    ...(endedAt === null ? {} : { end_time: endedAt }),
    ...{ artifact_uri: `mlflow-artifacts:/${idOf(project)}/${id}/artifacts`, lifecycle_stage: 'active' },
  }
}

export function runAnswer({ run, series }: Pick<RunRecord, 'run' | 'series'>) {
  const metrics = series.map(({ name, last }) => ({
    ...{ key: name, value: numberToName(last.value), timestamp: last.time, step: last.step },
  }))
  const params = Object.entries(run.params).map(([key, value]) => ({ key, value: paramText(value) }))
  const tags = Object.entries(tagsOf(run)).map(([key, value]) => ({ key, value }))
  return { info: runInfo(run), data: { metrics, params, tags }, inputs: { dataset_inputs: [] } }
}

/** A parameter is a text for MLflow: a number where its text is the same again. */
export function paramValue(text: string): ParamValue {
  const number = Number(text)
  return text.trim() !== '' && Number.isFinite(number) && String(number) === text ? number : text
}

export function paramText(value: ParamValue): string {
  return String(value)
}
