/** Reads the files of one group, packed or not. */
import { unpacked } from './archives/unpacked.ts'
import type { ForeignFile, Format, Group, Mapping, Reading, Trouble } from './foreign.ts'

export function readGroup(
  format: Format,
  group: Group,
  files: readonly ForeignFile[],
  mapping: Mapping,
): Reading {
  let troubles: Trouble[] = []
  const tell = (trouble: Trouble) => {
    // A file may be read twice.
    if (!troubles.some(({ path, what }) => path === trouble.path && what === trouble.what))
      troubles.push(trouble)
  }
  const reading = format.read(
    files.map((file) => unpacked(file, tell)),
    group,
    mapping,
  )
  // What is read while the runs are asked for is told to the same list.
  reading.troubles.unshift(...troubles)
  troubles = reading.troubles
  return reading
}
