/** `logs/<series>/1000.log`, a thousand values a file, which SwanLab's local mode writes; newer ones name series by numbers. */
import { timeIn } from '../cell.ts'
import { createDraft } from '../draft.ts'
import { type Format, folderOf, groupedBy, nameOfPath, type Trouble } from '../foreign.ts'
import { firstRows } from '../json/lines.ts'
import { jsonLines, numberOf, runNameOf } from '../json/values.ts'
import { createTroubles } from '../troubles.ts'
import { readBeside } from './beside.ts'

/** The folder of a run: that of its `logs`. */
function runOf(path: string): string {
  const logs = folderOf(folderOf(path))
  return nameOfPath(logs) === 'logs' ? folderOf(logs) : logs
}

/** A tag with its slashes written as %2F, or the number of its series. */
function seriesOf(path: string): string {
  const folder = nameOfPath(folderOf(path))
  try {
    return decodeURIComponent(folder)
  } catch {
    return folder
  }
}

const isNumber = (name: string) => /^\d+$/.test(name)

export const swanlabLogs: Format = {
  id: 'swanlab-logs',
  title: 'SwanLab local logs',
  sniff: (head) =>
    firstRows(head).some((row) => 'index' in row && 'data' in row && 'create_time' in row) &&
    /^\s*\{"index"/.test(head.text),
  group: (heads, paths) =>
    groupedBy(
      heads.map(({ path }) => path),
      runOf,
    ).map(({ path, files }) => {
      const beside = new Set([
        ...files.map((file) => `${folderOf(file)}/_summary.json`),
        ...['config.yaml', 'swanlab-metadata.json'].map((name) => `${path}/files/${name}`),
      ])
      return { path, files: [...files, ...paths.filter((file) => beside.has(file))] }
    }),
  read(files, { path: run }) {
    const draft = createDraft(
      runNameOf(run),
      'swanlab',
      Math.max(0, ...files.map(({ modified }) => modified)),
    )
    const troubles: Trouble[] = []
    const logs = files.filter((file) => !/\.(json|yaml)$/.test(file.path))
    // By number: 10000.log comes after 2000.log, and of a step that is written twice the later value holds.
    const byNumber = (file: { path: string }) => Number.parseInt(nameOfPath(file.path), 10) || 0
    for (const file of [...logs].sort((a, b) => byNumber(a) - byNumber(b))) {
      const found = createTroubles(file.path)
      const name = seriesOf(file.path)
      if (isNumber(name))
        draft.note('Series have the numbers that SwanLab gave them: their names are not in these files.')
      for (const { row, line } of jsonLines(file, found)) {
        const step = numberOf(row.index)
        const value = numberOf(row.data)
        // Names of images and sounds.
        if (Array.isArray(row.data)) continue
        if (step === undefined || value === undefined)
          found.add(`line ${line}`, 'it holds no step with a number.')
        else draft.add(name, step, value, timeIn(row.create_time) ?? undefined)
      }
      troubles.push(...found.list())
    }
    readBeside(
      files.filter((file) => !logs.includes(file)),
      draft,
    )
    return { runs: [draft.run()], troubles }
  },
}
