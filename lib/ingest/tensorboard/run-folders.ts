/** Which event files are one run: those of a folder, with the folders below it that only hold a part of it. */
import { folderOf, type Group, groupedBy, type Head, nameOfPath } from '../foreign.ts'

/** Keras, TensorFlow.js and CatBoost write each split into a folder of its own. */
const splits = new Set(['train', 'training', 'learn', 'validation', 'val', 'valid', 'test', 'eval'])

/** PyTorch's `add_hparams` writes into a folder that is called after the time; `add_scalars` into `<run>/<tag>_<name>`. */
const isTime = (name: string) => /^\d{10}\.\d+$/.test(name)

/** The folder of the run that a folder of event files belongs to. */
function runFolderOf(
  folder: string,
  folders: ReadonlySet<string>,
  tags: ReadonlyMap<string, string>,
): string {
  const name = nameOfPath(folder)
  const parent = folderOf(folder)
  if (parent === folder || parent === '.') return folder
  if (splits.has(name)) return parent
  const isPart = isTime(name) || name === 'hparams' || tags.has(folder)
  return isPart && folders.has(parent) ? runFolderOf(parent, folders, tags) : folder
}

/** The `add_scalars` tag of a folder: the one tag of its file is, with "_" for "/", how the folder's name begins. */
function partTagOf({ path, text }: Head): string | null {
  const name = nameOfPath(folderOf(path))
  for (let at = name.indexOf('_'); at > 0; at = name.indexOf('_', at + 1)) {
    const tag = name.slice(0, at)
    const pattern = new RegExp(
      `\\n.?${tag.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('_', '[_/]')}[\\x10-\\x20BJ]`,
      's',
    )
    if (pattern.test(text)) return tag
  }
  return null
}

/** Lightning and accelerate write what a run was started with beside its events. */
export const isParams = (path: string) => /^hparams\.ya?ml$/.test(nameOfPath(path))

export function runFolders(heads: readonly Head[], paths: readonly string[]): Group[] {
  const folders = new Set(heads.map(({ path }) => folderOf(path)))
  const tags = new Map(
    heads.flatMap((head) => {
      const tag = partTagOf(head)
      return tag ? [[folderOf(head.path), tag] as const] : []
    }),
  )
  const groups = groupedBy(
    heads.map(({ path }) => path),
    (path) => runFolderOf(folderOf(path), folders, tags),
  )
  const params = paths.filter(isParams)
  return groups.map(({ path, files }) => ({
    path,
    files: [...files, ...params.filter((file) => folderOf(file) === path)],
  }))
}

/** What the series of a file are called before their tags: the folders between the run and the file. */
export function prefixOf(path: string, run: string): string {
  const folder = folderOf(path)
  if (folder === run || !folder.startsWith(`${run}/`)) return ''
  const inner = folder.slice(run.length + 1)
  return isTime(inner) || inner === 'hparams' ? '' : inner
}

/** `both` in the folder `both_a` is `both/a`; a tag in `train` is `train/…`. */
export function seriesNameOf(tag: string, prefix: string): string {
  if (!prefix) return tag
  const asFolder = tag.replaceAll('/', '_')
  if (prefix.startsWith(`${asFolder}_`)) return `${tag}/${prefix.slice(asFolder.length + 1)}`
  return `${prefix}/${tag}`
}

/** In the order in which they were begun: the seconds in their names, then the names. */
export function byTimeInName(a: string, b: string): number {
  const seconds = (path: string) => Number(/tfevents\.(\d+)/.exec(nameOfPath(path))?.[1] ?? 0)
  return seconds(a) - seconds(b) || (a < b ? -1 : 1)
}
