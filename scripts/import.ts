/** `npm run import -- PATH…`: sends the runs in files of other tools to the server. */

import { fileOnDisk } from '../lib/ingest/disk.ts'
import { command } from './command.ts'
import { follow } from './import/follow.ts'
import { optionsOf } from './import/options.ts'
import { readAll } from './import/read-all.ts'
import { tell } from './import/report.ts'
import { readable } from './import/sources.ts'

await command(async () => {
  const options = optionsOf()
  if (options.isFollowing) await follow(options)
  const sorted = readable(options.paths, options.format)
  const report = tell(sorted, options)
  await readAll(sorted, fileOnDisk, { ...options, mappingOf: () => options.mapping }, report)
  process.exitCode = report.close()
})
