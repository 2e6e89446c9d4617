import type { Metadata } from 'next'
import Link from 'next/link'
import { explainedRules } from '../../lib/detectors/rulebook.ts'
import { services } from '../../lib/server/services.ts'
import '../losses/guide/guide.css'
import './findings.css'
import { FalseAlarmTable } from './false-alarm-table.tsx'
import { RuleSection } from './rule-section.tsx'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'How findings are made · Lossglass' }

/** Every rule: what it tests, what it cannot see, what can be set, and how often it was right. */
export default function Page() {
  const { thresholds } = services().settings.read()
  return (
    <main className="rules">
      <h1>How findings are made</h1>
      <div className="guide-layout">
        <nav aria-label="Rules">
          <ul>
            <li>
              <a href="#measured">How often they are wrong</a>
            </li>
            {explainedRules.map(({ code, title }) => (
              <li key={code}>
                <a href={`#${code}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div>
          <section id="measured" aria-labelledby="measured-title">
            <h2 id="measured-title">How often they are wrong</h2>
            <p>
              A rule reads the values of a series in their order, and nothing that comes later. What is sudden
              is asked of every value; what is slow is asked of the plot of the whole run, in at most 128
              bins, so that a long run is judged as a short one is. Where a rule can be set, that is done in{' '}
              <Link href="/settings#rules">Settings</Link>.
            </p>
            <p>Healthy runs that were flagged at warning or worse, and the commands that count them:</p>
            <FalseAlarmTable />
          </section>
          {explainedRules.map((rule) => (
            <RuleSection key={rule.code} rule={rule} set={thresholds[rule.code] ?? {}} />
          ))}
        </div>
      </div>
    </main>
  )
}
