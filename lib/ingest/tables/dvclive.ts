/** DVCLive: a folder with one file a series, `plots/metrics/train/loss.tsv`. */
import { createDraft } from '../draft.ts'
import { type Format, groupedBy, nameOfPath } from '../foreign.ts'
import { runNameOf } from '../json/values.ts'
import { headerIn } from './header.ts'
import { readTable } from './table.ts'

const inside = '/plots/metrics/'

function runOf(path: string): string {
  const at = path.lastIndexOf(inside)
  return at < 0 ? path : path.slice(0, at)
}

/** The place of a series' file below the folder of metrics, without its ending. */
function seriesOf(path: string): string {
  const at = path.lastIndexOf(inside)
  return (at < 0 ? nameOfPath(path) : path.slice(at + inside.length)).replace(/\.tsv$/, '')
}

export const dvclive: Format = {
  id: 'dvclive',
  title: 'DVCLive',
  sniff(head) {
    const header = headerIn(head)
    if (header?.delimiter !== '\t') return false
    const names = header.names.filter((name) => name !== 'timestamp')
    return names.length === 2 && names[0] === 'step'
  },
  group(heads, paths) {
    const groups = groupedBy(
      heads.map(({ path }) => path),
      runOf,
    )
    // The last values once more, in one file: known already.
    return groups.map((group) => {
      const summary = `${group.path}/metrics.json`
      return { ...group, files: paths.includes(summary) ? [...group.files, summary] : group.files }
    })
  },
  read(files, { path }) {
    const tables = files.filter((file) => !file.path.endsWith('.json'))
    const draft = createDraft(runNameOf(path), 'dvclive', Math.max(...files.map(({ modified }) => modified)))
    const troubles = tables.flatMap((file) =>
      readTable(
        file,
        draft,
        () => ({ step: 'step', time: 'timestamp', isOwn: true, nameOf: () => seriesOf(file.path) }),
        '\t',
      ),
    )
    return { runs: [draft.run()], troubles }
  },
}
