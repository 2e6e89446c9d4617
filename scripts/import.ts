/** `npm run import -- PATH…`: sends the runs in files of other tools to the server. */

import { command } from './command.ts'
import { optionsOf } from './import/options.ts'
import { tell } from './import/report.ts'
import { importRun } from './import/send.ts'
import { disk, readable } from './import/sources.ts'

await command(async () => {
  const options = optionsOf()
  const sorted = readable(options.paths, options.format)
  const report = tell(sorted.unknown, options)
  for (const { format, group } of sorted.groups) {
    // One at a time: a run of millions of points is gone from memory before the next is read.
    const { runs, troubles } = format.read(group.files.map(disk), group, options.mapping)
    report.troubles(troubles)
    for (const run of runs) report.run(format, group, run, await importRun(format, group, run, options))
  }
  process.exitCode = report.close()
})
