/** Reads sorted files, one run at a time: one of millions of points is gone from memory before the next is read. */
import type { OpenFile } from '../../lib/ingest/disk.ts'
import type { ForeignRun, Format, Group, Mapping, Trouble } from '../../lib/ingest/foreign.ts'
import type { Sorted } from '../../lib/ingest/index.ts'
import { readGroup } from '../../lib/ingest/read-group.ts'
import { importRun, type Outcome, type Target, withPlace } from './send.ts'

/** Who is told what became of the files. */
export type Report = {
  run(format: Format, group: Group, run: ForeignRun, outcome: Outcome): void
  troubles(troubles: readonly Trouble[]): void
  /** What came of a group as an error: throws what is no fault of its files. */
  failed(group: Group, error: unknown): void
}

export async function readAll(
  { groups }: Sorted,
  open: (path: string) => OpenFile,
  { mapping, ...target }: Target & { mapping: Mapping },
  report: Report,
): Promise<void> {
  for (const { format, group } of groups) {
    const files: OpenFile[] = []
    try {
      for (const path of group.files) files.push(open(path))
      const { runs, troubles } = readGroup(format, group, files, mapping)
      for (const run of runs)
        report.run(
          format,
          group,
          run,
          await importRun(format, group, withPlace(run, group, troubles), target),
        )
      report.troubles(troubles)
    } catch (error) {
      report.failed(group, error)
    } finally {
      for (const file of files) file.close()
    }
  }
}
