import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import type { HeadlineFacts } from '../../lib/summary/headline.ts'
import { headlineOf } from '../components/headline-of.ts'
import { StatusChip } from '../components/status-chip.tsx'
import type { ReportData, ReportedRun } from './report-data.ts'

/** How far a series reaches in which something was found. */
export function spanIn({ spans }: ReportedRun, name: string) {
  return spans.find(([one]) => one === name)?.[1] ?? null
}

/** What the sentence on a run is made of. */
export function headlineFacts({ run, latest, best }: ComparedRun, about: ReportedRun): HeadlineFacts {
  const { findings, lastPointAt, heardAt } = about
  const nonFiniteOf = (name: string) => spanIn(about, name)?.nonFinite ?? null
  return { run, findings, latest, best, lastPointAt, heardAt, nonFiniteOf }
}

/** Status, loss, tags, and the sentence that the run's page begins with. */
export function RunHeadline({ compared, data }: { compared: ComparedRun | undefined; data: ReportData }) {
  const about = data.about.find(({ id }) => id === compared?.run.id)
  if (!compared || !about) return null
  const { status, tags } = compared.run
  const { tone, text } = headlineOf(headlineFacts(compared, about), data.madeAt)
  return (
    <>
      <p className="row small">
        <StatusChip status={status} />
        {tags.map((tag) => (
          <span key={tag} className="chip">
            {tag}
          </span>
        ))}
      </p>
      <p className={tone} data-testid="headline">
        {text}
      </p>
    </>
  )
}
