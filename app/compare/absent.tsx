import { listed } from '../../lib/compare/compared-run.ts'
import { plural } from '../../lib/format.ts'
import { mostRuns } from './picture.ts'

type Props = { missing: readonly string[]; deleted: readonly string[]; beyond: number }

/** Says which runs of the address are not on the page, and why. */
export function Absent({ missing, deleted, beyond }: Props) {
  const are = (count: number) => (count === 1 ? 'is' : 'are')
  const sentences = [
    ...(missing.length
      ? [
          `There ${are(missing.length)} no ${missing.length === 1 ? 'run' : 'runs'} ${listed(missing.map((id) => `"${id}"`))}: deleted, or a slip in the address.`,
        ]
      : []),
    ...(deleted.length
      ? [`${listed(deleted)} ${deleted.length === 1 ? 'has' : 'have'} just been deleted.`]
      : []),
    ...(beyond
      ? [`The first ${mostRuns} runs are compared; ${plural(beyond, 'more run')} ${are(beyond)} left out.`]
      : []),
  ]
  if (sentences.length === 0) return null
  return (
    <p className="notice warning cmp-notice" role="status">
      {sentences.join(' ')}
    </p>
  )
}
