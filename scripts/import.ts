/** `npm run import -- PATH…`: sends the runs in files of other tools to the server. */

import { fileOnDisk } from '../lib/ingest/disk.ts'
import { readGroup } from '../lib/ingest/read-group.ts'
import { command } from './command.ts'
import { follow } from './import/follow.ts'
import { optionsOf } from './import/options.ts'
import { tell } from './import/report.ts'
import { importRun, withPlace } from './import/send.ts'
import { readable } from './import/sources.ts'

await command(async () => {
  const options = optionsOf()
  if (options.isFollowing) await follow(options)
  const sorted = readable(options.paths, options.format)
  const report = tell(sorted, options)
  for (const { format, group } of sorted.groups) {
    const files: ReturnType<typeof fileOnDisk>[] = []
    try {
      for (const path of group.files) files.push(fileOnDisk(path))
      // One at a time: a run of millions of points is gone from memory before the next is read.
      const { runs, troubles } = readGroup(format, group, files, options.mapping)
      for (const run of runs)
        report.run(
          format,
          group,
          run,
          await importRun(format, group, withPlace(run, group, troubles), options),
        )
      report.troubles(troubles)
    } catch (error) {
      report.failed(group, error)
    } finally {
      for (const file of files) file.close()
    }
  }
  process.exitCode = report.close()
})
