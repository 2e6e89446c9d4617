/** Which event files are one run: those of a folder, with the folders below it that only hold a part of it. */
import { folderOf, type Group, groupedBy, type Head, nameOfPath } from '../foreign.ts'

/** Keras, TensorFlow.js and CatBoost write each split into a folder of its own. */
const splits = new Set(['train', 'training', 'learn', 'validation', 'val', 'valid', 'test', 'eval'])

/** `add_hparams` writes into a folder that is called after the time. */
const isTime = (name: string) => /^\d{10}\.\d+$/.test(name)
/** Folders between a run and the part of it that `add_scalars` writes. */
const deepestPart = 8

type EventFolders = {
  /** Those that hold event files, with the starts of one. */
  texts: ReadonlyMap<string, string>
  /** Those above them that have other event folders than splits in them. */
  mixed: ReadonlySet<string>
}

/** The folder of the run that a folder of event files belongs to. */
function runFolderOf(folder: string, known: EventFolders): string {
  const name = nameOfPath(folder)
  const parent = folderOf(folder)
  if (parent === folder || parent === '.') return folder
  // Beside runs of other names `test` is the name of a run.
  if (splits.has(name) && (known.texts.has(parent) || !known.mixed.has(parent))) return parent
  const whole = isTime(name) || name === 'hparams' ? parent : wholeOf(folder, known.texts)
  return whole !== null && known.texts.has(whole) ? runFolderOf(whole, known) : folder
}

/**
 * The folder whose writer made this one for one name of its `add_scalars`: PyTorch's as `<run>/<tag>_<name>` with "_" for
 * "/", tensorboardX's as `<run>/<tag>/<name>`. The tag stands in the file, so that other folders of such names are none.
 */
function wholeOf(folder: string, texts: ReadonlyMap<string, string>): string | null {
  const text = texts.get(folder) as string
  const name = nameOfPath(folder)
  const parent = folderOf(folder)
  for (let at = name.indexOf('_'); at > 0; at = name.indexOf('_', at + 1))
    if (texts.has(parent) && hasTag(text, name.slice(0, at))) return parent
  let above = folderOf(parent)
  for (let depth = 0; depth < deepestPart && above !== folderOf(above); depth++) {
    const tag = parent.slice(above.length + 1)
    if (texts.has(above)) return hasTag(text, tag) ? above : null
    above = folderOf(above)
  }
  return null
}

/** Whether a summary of this tag stands in the bytes: its length and its text between the field before and the value. */
function hasTag(text: string, tag: string): boolean {
  const pattern = tag.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('_', '[_/]')
  return new RegExp(`\\n.?${pattern}[\\x10-\\x20BJ]`, 's').test(text)
}

/** Lightning and accelerate write what a run was started with beside its events. */
export const isParams = (path: string) => /^hparams\.ya?ml$/.test(nameOfPath(path))

export function runFolders(heads: readonly Head[], paths: readonly string[]): Group[] {
  const texts = new Map(heads.map(({ path, text }) => [folderOf(path), text]))
  const others = [...texts.keys()].filter((folder) => !splits.has(nameOfPath(folder)))
  const known = { texts, mixed: new Set(others.map(folderOf)) }
  const groups = groupedBy(
    heads.map(({ path }) => path),
    (path) => runFolderOf(folderOf(path), known),
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

/** `both` in the folder `both_a` or `both/a` is `both/a`; a tag in `train` is `train/…`. */
export function seriesNameOf(tag: string, prefix: string): string {
  if (!prefix) return tag
  if (prefix.startsWith(`${tag}/`)) return prefix
  const asFolder = tag.replaceAll('/', '_')
  if (prefix.startsWith(`${asFolder}_`)) return `${tag}/${prefix.slice(asFolder.length + 1)}`
  return `${prefix}/${tag}`
}

/** In the order in which they were begun: the seconds in their names, then the names. */
export function byTimeInName(a: string, b: string): number {
  const seconds = (path: string) => Number(/tfevents\.(\d+)/.exec(nameOfPath(path))?.[1] ?? 0)
  return seconds(a) - seconds(b) || (a < b ? -1 : 1)
}
