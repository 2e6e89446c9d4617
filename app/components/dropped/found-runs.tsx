import Link from 'next/link'
import type { FoundRun, ReadDrop } from '../../../lib/dropped/drop.ts'
import { plural } from '../../../lib/format.ts'

const seriesNamed = 8

/** What is said of a run before it is stored, and after. */
const became: Record<FoundRun['outcome'], readonly [before: string, after: string]> = {
  new: ['', ''],
  grown: ['It is here already: what is new of it will be added.', 'What was new of it is added.'],
  known: ['It is here already.', 'It was here already.'],
}

/** The runs in files, as they are, or will be, stored; and what was not understood. */
export function FoundRuns({
  found: { runs, troubles },
  isStored,
  onLeave,
}: {
  found: ReadDrop
  isStored: boolean
  onLeave(): void
}) {
  return (
    <>
      <ul className="found-runs">
        {runs.map((run) => (
          <li key={run.id}>
            <p>
              {isStored ? (
                <Link href={`/runs/${run.id}`} onClick={onLeave}>
                  {run.name}
                </Link>
              ) : (
                <b>{run.name}</b>
              )}{' '}
              <span className="soft">
                {[run.format, plural(run.points, 'point'), run.file].filter(Boolean).join(' · ')}
              </span>
            </p>
            <p className="small">
              {run.series.slice(0, seriesNamed).join(', ')}
              {run.seriesCount > seriesNamed && ` and ${run.seriesCount - seriesNamed} more`}
            </p>
            {[became[run.outcome][isStored ? 1 : 0], ...run.notes.split('\n')].filter(Boolean).map((line) => (
              <p key={line} className="small soft">
                {line}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {troubles.length > 0 && (
        <details open={runs.length === 0}>
          <summary>Not read: {troubles.length}</summary>
          <ul className="small">
            {troubles.map((trouble) => (
              <li key={trouble}>{trouble}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
