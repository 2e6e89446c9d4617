/** Reads sorted files, one run at a time: one of millions of points is gone from memory before the next is read. */
import type { OpenFile } from '../../lib/ingest/disk.ts'
import type { ForeignRun, Format, Group, Mapping, Trouble } from '../../lib/ingest/foreign.ts'
import type { Sorted } from '../../lib/ingest/index.ts'
import { readGroup } from '../../lib/ingest/read-group.ts'
import { importRun, type Outcome, withPlace } from './send.ts'
import type { Target } from './target.ts'

/** Who is told what became of the files. */
export type Report = {
  run(
    found: { format: Format; group: Group; run: ForeignRun },
    became: { id: string; outcome: Outcome },
  ): void
  troubles(troubles: readonly Trouble[]): void
  /** What came of a group as an error: throws what is no fault of its files. */
  failed(group: Group, error: unknown): void
}

export async function readAll(
  { groups }: Sorted,
  open: (path: string) => OpenFile,
  { mappingOf, ...target }: Target & { mappingOf(group: Group): Mapping },
  report: Report,
): Promise<void> {
  for (const { format, group } of groups) {
    const files: OpenFile[] = []
    try {
      for (const path of group.files) files.push(open(path))
      const { runs, troubles } = readGroup(format, group, files, mappingOf(group))
      for (const run of runs)
        report.run(
          { format, group, run },
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
