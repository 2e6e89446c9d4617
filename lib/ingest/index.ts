/** Every format of other tools that is read. The one list: a new format is a file and a line here. */

import { clearml } from './archives/clearml.ts'
import { comet } from './archives/comet.ts'
import { mlflow } from './databases/mlflow.ts'
import { optuna } from './databases/optuna.ts'
import { trackio } from './databases/trackio.ts'
import type { Format, Group, Head } from './foreign.ts'
import { aim } from './json/aim.ts'
import { lightgbm, sacred, scikitLearn, skorch, xgboost } from './json/histories.ts'
import { mmengine, plainLines } from './json/lines.ts'
import { optunaJournal } from './json/optuna-journal.ts'
import { plainJson } from './json/plain.ts'
import { rayTune } from './json/ray-tune.ts'
import { tfjs } from './json/tfjs.ts'
import { trainerState } from './json/trainer-state.ts'
import { dl4j } from './lines/dl4j.ts'
import { burn, torchtune, xgboostConsole } from './lines/formats.ts'
import { mlflowFiles } from './lines/mlflow-files.ts'
import { ownExport } from './own-export.ts'
import { stableBaselines3 } from './stable-baselines3.ts'
import { swanlabLogs } from './swanlab/logs.ts'
import { swanlab } from './swanlab/swanlab.ts'
import { catboost } from './tables/catboost.ts'
import { dvclive } from './tables/dvclive.ts'
import { tableFormats } from './tables/formats.ts'
import { plainTable } from './tables/plain.ts'
import { tensorboardDownloads } from './tensorboard/downloads.ts'
import { tensorboard } from './tensorboard/tensorboard.ts'
import { visualdl } from './visualdl/visualdl.ts'
import { wandb } from './wandb/wandb.ts'

/**
 * A file is of one of them by its content; the fallbacks are asked when no other knows it. CatBoost and
 * Ray Tune stand before TensorBoard, since they write event files of the same values beside their own.
 */
export const formats: readonly Format[] = [
  ownExport,
  catboost,
  rayTune,
  tensorboard,
  tensorboardDownloads,
  wandb,
  swanlab,
  visualdl,
  comet,
  clearml,
  trackio,
  mlflow,
  optuna,
  trainerState,
  ...tableFormats,
  stableBaselines3,
  swanlabLogs,
  mmengine,
  dvclive,
  torchtune,
  lightgbm,
  xgboost,
  xgboostConsole,
  skorch,
  sacred,
  scikitLearn,
  aim,
  burn,
  dl4j,
  tfjs,
  mlflowFiles,
  optunaJournal,
  plainTable,
  plainLines,
  plainJson,
]

/** The format of a file by its start; null when none knows it. */
export function formatOf(head: Head): Format | null {
  const own = formats.find((format) => !format.isFallback && format.sniff(head))
  return own ?? formats.find((format) => format.isFallback && format.sniff(head)) ?? null
}

export type Sorted = {
  groups: { format: Format; group: Group }[]
  /** Files that no format knows or needs. */
  unknown: string[]
}

export type Sorting = {
  /** The format that every file is to be taken for. */
  meant?: Format | null
  /** Files that the user named by themselves; of others a fallback must be sure that they are logs. */
  named?: readonly string[]
}

/** Sorts files into what is to be read together. */
export function sortFiles(
  paths: readonly string[],
  headAt: (path: string) => Head | null,
  { meant = null, named = paths }: Sorting = {},
): Sorted {
  const sure = new Set(named)
  const known = new Map<Format, Head[]>()
  for (const path of paths) {
    const head = headAt(path)
    const format = head && (meant ?? formatOf(head))
    if (!head || !format) continue
    if (!meant && !sure.has(path) && format.isLog?.(head) === false) continue
    const heads = known.get(format)
    if (heads) heads.push(head)
    else known.set(format, [head])
  }
  const groups: Sorted['groups'] = []
  // What one format reads beside its own files is no file of a later one.
  const taken = new Set<string>()
  for (const format of formats) {
    const heads = (known.get(format) ?? []).filter(({ path }) => !taken.has(path))
    const made = format.group?.(heads, paths) ?? heads.map(({ path }) => ({ path, files: [path] }))
    for (const group of made) {
      groups.push({ format, group })
      for (const file of group.files) taken.add(file)
    }
  }
  return { groups, unknown: paths.filter((path) => !taken.has(path)) }
}
