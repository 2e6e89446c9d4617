/** Stable-Baselines3's logger: `progress.csv` and `progress.json` hold the same; the lines of JSON cannot shift, so they are read. */
import type { Format } from './foreign.ts'
import { isBaselinesLines, isBaselinesRow, timesteps } from './json/lines.ts'
import { readRows } from './json/rows.ts'
import { draftOf, jsonLines } from './json/values.ts'
import { headerIn } from './tables/header.ts'
import { readTable } from './tables/table.ts'
import { createTroubles } from './troubles.ts'

export const stableBaselines3: Format = {
  id: 'stable-baselines3',
  title: 'Stable-Baselines3 progress',
  sniff: (head) => isBaselinesLines(head) || isBaselinesRow(headerIn(head)?.names ?? []),
  group(heads) {
    const paths = new Set(heads.map(({ path }) => path))
    return heads.flatMap(({ path }) => {
      const twin = path.replace(/\.csv$/, '.json')
      if (twin !== path && paths.has(twin)) return []
      const table = path.replace(/\.json$/, '.csv')
      return [{ path, files: table !== path && paths.has(table) ? [path, table] : [path] }]
    })
  },
  read([file]) {
    if (!file) return { runs: [], troubles: [] }
    const draft = draftOf(file, 'stable-baselines3')
    if (file.path.endsWith('.csv')) {
      const troubles = readTable(file, draft, (header) => ({
        step: header.includes(timesteps) ? timesteps : null,
        isOwn: true,
      }))
      return { runs: [draft.run()], troubles }
    }
    const troubles = createTroubles(file.path)
    readRows(jsonLines(file, troubles), draft)
    return { runs: [draft.run()], troubles: troubles.list() }
  },
}
