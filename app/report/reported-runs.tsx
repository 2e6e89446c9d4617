import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import { byWeight } from '../../lib/detectors/words/headline.ts'
import { describeFinding } from '../../lib/detectors/words/message.ts'
import { asItStands } from '../../lib/detectors/words/standing.ts'
import { placeOf, standingOf } from '../../lib/summary/headline.ts'
import type { DrawnRun } from '../compare/drawn-run.ts'
import { aboutOf } from '../runs/[id]/about-run.ts'
import { FindingEvidence, FindingWords } from '../runs/[id]/finding-words.tsx'
import { Pairs } from '../runs/[id]/pairs.tsx'
import type { ReportData, ReportedRun } from './report-data.ts'
import { headlineFacts, RunHeadline, spanIn } from './run-headline.tsx'

/** Findings of a run that are told; one that goes wrong again and again has hundreds. */
const mostFindings = 12

type Props = { runs: readonly DrawnRun[]; compared: readonly ComparedRun[]; data: ReportData }

/** Each run in words: its headline, what was found in it, what people said of it, and where it ran. */
export function ReportedRuns({ runs, compared, data }: Props) {
  return (
    <section className="cmp-section" aria-label="Each run">
      {runs.length > 1 && <h2>Each run</h2>}
      {runs.map((drawn, at) => {
        const about = data.about.find(({ id }) => id === drawn.id)
        const one = compared[at]
        if (!about || !one) return null
        return (
          <RunInWords
            key={drawn.id}
            {...{ drawn, about }}
            compared={one}
            isAlone={runs.length === 1}
            data={data}
          />
        )
      })}
    </section>
  )
}

type RunProps = {
  drawn: DrawnRun
  compared: ComparedRun
  about: ReportedRun
  isAlone: boolean
  data: ReportData
}

function RunInWords({ drawn: { label }, compared, about, isAlone, data }: RunProps) {
  const { findings, annotations, notes, environment, replaced } = about
  const run = { ...compared.run, notes, environment }
  const standing = standingOf(headlineFacts(compared, about), data.madeAt)
  const told = byWeight(findings).slice(0, mostFindings)
  return (
    <article className="report-run">
      {!isAlone && (
        <>
          <h3>{label}</h3>
          <RunHeadline compared={compared} data={data} />
        </>
      )}
      {notes && <p className="report-notes">{notes}</p>}
      {annotations.length > 0 && (
        <ul className="report-annotations" aria-label="Annotations">
          {annotations.map(({ id, step, text }) => (
            <li key={id}>
              <span className="soft">{step === null ? 'whole run' : placeOf(step, run)}</span> {text}
            </li>
          ))}
        </ul>
      )}
      {told.map((finding) => {
        const now = asItStands(finding, findings, standing)
        const isOver = finding.resolvedStep !== null
        return (
          <div key={finding.id} className="finding" data-severity={isOver ? 'over' : finding.severity}>
            <p className="finding-title">
              <span className={isOver ? 'faint' : finding.severity}>
                {isOver ? 'over' : finding.severity}
              </span>{' '}
              {describeFinding(now, run).title}
            </p>
            <FindingWords finding={finding} standing={now} run={run} span={spanIn(about, finding.series)} />
            <FindingEvidence standing={now} run={run} />
          </div>
        )
      })}
      {findings.length > told.length && (
        <p className="small soft">And {findings.length - told.length} more findings.</p>
      )}
      {isAlone && Object.keys(run.params).length > 0 && (
        <>
          <h3>Parameters</h3>
          <Pairs pairs={Object.entries(run.params)} />
        </>
      )}
      <h4>About this run</h4>
      <Pairs pairs={aboutOf(run, replaced)} />
    </article>
  )
}
