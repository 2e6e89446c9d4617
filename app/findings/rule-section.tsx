import Link from 'next/link'
import type { AskedOf, ExplainedRule } from '../../lib/detectors/rulebook.ts'
import { FigureList } from './figure-list.tsx'
import { ThresholdTable } from './threshold-table.tsx'

type Props = { rule: ExplainedRule; set: Readonly<Record<string, number>> }

const askedWords: Record<AskedOf, string> = {
  values: 'Every single value, as it is logged.',
  bins: 'The plot of the whole run, in bins.',
  'values and bins': 'Every single value, and the plot of the whole run in bins.',
  run: 'The run itself: when its values arrive, and in which order.',
}

/** One rule. */
export function RuleSection({ rule, set }: Props) {
  const { code, title, severity, looksFor, askedOf, test, blind, thresholds } = rule
  return (
    <section id={code} aria-labelledby={`${code}-title`}>
      <h2 id={`${code}-title`}>
        {title} <code className="faint">{code}</code>{' '}
        <span className={`small ${severity === 'info' ? 'soft' : severity}`}>{severity}</span>
      </h2>
      <p>{looksFor}</p>
      <dl className="rule-facts">
        <dt>Asked of</dt>
        <dd>{askedWords[askedOf]}</dd>
        <dt>Test</dt>
        <dd>{test}</dd>
        <dt>Cannot see</dt>
        <dd>{blind}</dd>
        <dt>Thresholds</dt>
        <dd>
          {Object.keys(thresholds).length > 0 ? (
            <>
              <ThresholdTable thresholds={thresholds} set={set} />
              <Link data-needs="owner" className="small" href={`/settings#rule-${code}`}>
                Set them
              </Link>
            </>
          ) : (
            'None that can be set.'
          )}
        </dd>
        <dt>Measured</dt>
        <dd>
          <FigureList code={code} title={title} />
        </dd>
      </dl>
    </section>
  )
}
