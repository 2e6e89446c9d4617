/** MLflow's file store: `mlruns/<experiment>/<run>/metrics/<name>`, a line `<ms> <value> <step>` a value. */

import type { EndedStatus } from '../../run.ts'
import { numberInCell } from '../cell.ts'
import { createDraft } from '../draft.ts'
import { type ForeignFile, type Format, folderOf, groupedBy, nameOfPath } from '../foreign.ts'
import { textOf } from '../text.ts'
import { createTroubles, quoted } from '../troubles.ts'
import { flatYaml } from '../yaml.ts'
import { wholeLines } from './formats.ts'

const line = /^(\d{12,14}) (\S+) (-?\d+)(?: .*)?$/

/** By MLflow's numbers and names: FINISHED, FAILED, KILLED; of a run that goes on nothing is known. */
export const mlflowStatuses: Readonly<Record<string, EndedStatus>> = {
  3: 'finished',
  4: 'failed',
  5: 'stopped',
  FINISHED: 'finished',
  FAILED: 'failed',
  KILLED: 'stopped',
}

function runOf(path: string): string {
  const at = path.lastIndexOf('/metrics/')
  return at < 0 ? folderOf(path) : path.slice(0, at)
}

export const mlflowFiles: Format = {
  id: 'mlflow-files',
  title: 'MLflow file store',
  sniff: ({ text, path }) => line.test(text.split('\n')[0] ?? '') && path.includes('/metrics/'),
  group(heads, paths) {
    const groups = groupedBy(
      heads.map(({ path }) => path),
      runOf,
    )
    const runs = new Map(groups.map((group) => [group.path, group]))
    for (const path of paths) {
      const [, run] = /^(.*?)\/(?:params|tags)\//.exec(path) ?? []
      const group = runs.get(run ?? folderOf(path))
      if (group && (run !== undefined || nameOfPath(path) === 'meta.yaml')) group.files.push(path)
    }
    const experiments = new Set(paths.filter((path) => nameOfPath(path) === 'meta.yaml'))
    for (const group of groups) {
      const experiment = `${folderOf(group.path)}/meta.yaml`
      if (experiments.has(experiment)) group.files.push(experiment)
    }
    return groups
  },
  read(files, { path: run }) {
    const draft = createDraft(nameOfPath(run), 'mlflow', Math.max(...files.map(({ modified }) => modified)))
    let isDeleted = false
    const troubles = files.flatMap((file) => {
      if (!file.path.startsWith(`${run}/`)) {
        const { name } = flatYaml(file)
        if (name !== undefined && name !== 'Default') draft.describe({ project: String(name) })
        return []
      }
      const place = file.path.slice(run.length + 1)
      if (place.startsWith('metrics/')) return readMetric(file, place.slice('metrics/'.length))
      const text = textOf(file) ?? ''
      if (place.startsWith('params/')) draft.params({ [place.slice('params/'.length)]: paramIn(text) })
      else if (place === 'tags/mlflow.runName') draft.describe({ name: text })
      else if (place === 'tags/mlflow.note.content') draft.note(text)
      else if (place === 'meta.yaml') readMeta(flatYaml(file))
      return []
    })

    function readMeta({
      run_name,
      status,
      start_time,
      end_time,
      lifecycle_stage,
    }: Record<string, unknown>): void {
      if (lifecycle_stage === 'deleted') isDeleted = true
      if (typeof run_name === 'string') draft.describe({ name: run_name })
      if (typeof start_time === 'number') draft.started(start_time)
      const ended = mlflowStatuses[String(status)]
      if (ended) draft.ended(ended, typeof end_time === 'number' ? end_time : undefined)
    }

    function readMetric(file: ForeignFile, name: string) {
      const found = createTroubles(file.path)
      for (const { text, number } of wholeLines(file, found)) {
        const [, time, cell = '', step] = line.exec(text) ?? []
        const value = numberInCell(cell)
        if (typeof value === 'number') draft.add(name, Number(step), value, Number(time))
        else found.add(`line ${number}`, `${quoted(text)} is no time, value and step.`)
      }
      return found.list()
    }

    return { runs: isDeleted ? [] : [draft.run()], troubles }
  },
}

/** Parameters are texts; numbers among them are compared as such. */
function paramIn(text: string): unknown {
  const number = numberInCell(text)
  return typeof number === 'number' && Number.isFinite(number) ? number : text
}
