'use client'
import { useState } from 'react'
import { byWeight } from '../../../lib/detectors/words/headline.ts'
import { asItStands, type Standing } from '../../../lib/detectors/words/standing.ts'
import { type Finding, isLive, type RunView } from '../../../lib/run.ts'
import type { Span } from '../../../lib/summary/outline.ts'
import { troublesOf } from '../../../lib/summary/troubles.ts'
import { PanelBoundary } from '../../components/panel-boundary.tsx'
import { FindingItem } from './finding-item.tsx'
import type { Mutes } from './use-mutes.ts'

type Props = {
  view: RunView
  mutes: Mutes
  chosen: string | null
  standing: Standing
  spanOf(series: string): Span | null
  onChoose(id: string | null): void
}

/** Findings shown at first; a run that goes wrong again and again has hundreds. */
const shownAtFirst = 12

/** What was found, what is open first, the worst before the others and the newest of equals, each with its evidence. */
export function Findings({ view, mutes, chosen, standing, spanOf, onChoose }: Props) {
  const { run, findings } = view
  const [showsAll, setShowsAll] = useState(false)
  const worstFirst = troublesOf(byWeight(findings))
  const isChosen = ({ id }: Finding) => id === chosen
  const shown = showsAll
    ? worstFirst
    : worstFirst.filter((trouble, i) => i < shownAtFirst || trouble.some(isChosen))
  return (
    <section className="findings" aria-label="Findings">
      <h2>Findings</h2>
      {findings.length === 0 && (
        <p className="soft small">Nothing to report{isLive(view.run) && ' so far'}.</p>
      )}
      <ol>
        {shown.map((trouble) => {
          const finding = trouble.find(isChosen) ?? (trouble[0] as Finding)
          return (
            <PanelBoundary
              key={trouble[0]?.id}
              what={`The finding in ${finding.series}`}
              draw={() =>
                FindingItem({
                  ...{ finding, run, mutes },
                  others: trouble.filter((other) => other !== finding),
                  standing: asItStands(finding, findings, standing),
                  span: spanOf(finding.series),
                  isChosen: isChosen(finding),
                  onChoose: (id) => onChoose(id === chosen ? null : id),
                })
              }
            />
          )
        })}
      </ol>
      {shown.length < worstFirst.length && (
        <button type="button" className="plain small" onClick={() => setShowsAll(true)}>
          Show {worstFirst.length - shown.length} older
        </button>
      )}
    </section>
  )
}
