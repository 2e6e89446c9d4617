import type { Metadata } from 'next'
import { services } from '../../lib/server/services.ts'
import { WholeWords } from '../components/command.tsx'
import { ImportButton } from '../components/dropped/import-button.tsx'
import { Snippet } from '../components/snippet.tsx'
import { FirstValue } from './first-value.tsx'
import { ways } from './ways.ts'

export const metadata: Metadata = { title: 'Connect a program · Lossglass' }

export const dynamic = 'force-dynamic'

/** The lines to paste for each tool, with the address of this server. */
export default function Page() {
  const { isShared } = services()
  return (
    <main className="welcome">
      <h1>Connect a program</h1>
      <p>Paste the lines for the tool that you train with. Its curve is here with the first value.</p>
      {isShared && (
        <p className="small">
          This server wants a token, of which the right to log is enough: its owner makes one on Settings.
          Write it where a key, token or secret is <code>any</code> or zeros; W&B and SwanLab take keys of 40
          and 21 characters or more. For the others say <code>export LOSSGLASS_TOKEN=…</code> or{' '}
          <code>MLFLOW_TRACKING_TOKEN=…</code>, and give curl{' '}
          <code>-H &quot;Authorization: Bearer …&quot;</code>.
        </p>
      )}
      <FirstValue />
      <div className="row">
        <ImportButton />
        <span className="soft">Logs that are there already: files or folders, dropped anywhere here.</span>
      </div>
      <nav aria-label="Tools" className="row small">
        {ways.map(({ id, title }) => (
          <a key={id} href={`#${id}`}>
            {title.split(/[:,]| or | and /)[0]}
          </a>
        ))}
      </nav>
      {ways.map(({ id, title, code, notes }) => (
        <section key={id} id={id} className="snippet">
          <Snippet title={title} code={code} />
          <p className="small soft">
            <WholeWords text={notes} />
          </p>
        </section>
      ))}
    </main>
  )
}
