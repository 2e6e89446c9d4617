/** Every format of other tools that is read. The one list: a new format is a file and a line here. */
import type { Format, Group, Head } from './foreign.ts'
import { tensorboard } from './tensorboard/tensorboard.ts'

/** Those that know more of a file stand first; fallbacks last. */
export const formats: readonly Format[] = [tensorboard]

/** The format of a file by its start; null when none knows it. */
export function formatOf(head: Head): Format | null {
  return formats.find((format) => format.sniff(head)) ?? null
}

export type Sorted = {
  groups: { format: Format; group: Group }[]
  /** Files that no format knows or needs. */
  unknown: string[]
}

/** Sorts files into what is to be read together. */
export function sortFiles(
  paths: readonly string[],
  headAt: (path: string) => Head | null,
  meant: Format | null = null,
): Sorted {
  const known = new Map<Format, Head[]>()
  for (const path of paths) {
    const head = headAt(path)
    const format = head && (meant ?? formatOf(head))
    if (!head || !format) continue
    const heads = known.get(format)
    if (heads) heads.push(head)
    else known.set(format, [head])
  }
  const groups = formats.flatMap((format) => {
    const heads = known.get(format) ?? []
    const made = format.group?.(heads, paths) ?? heads.map(({ path }) => ({ path, files: [path] }))
    return made.map((group) => ({ format, group }))
  })
  const taken = new Set(groups.flatMap(({ group }) => group.files))
  return { groups, unknown: paths.filter((path) => !taken.has(path)) }
}
