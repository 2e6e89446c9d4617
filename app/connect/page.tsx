import type { Metadata } from 'next'
import { ImportButton } from '../components/dropped/import-button.tsx'
import { Snippet } from '../components/snippet.tsx'
import { FirstValue } from './first-value.tsx'
import { ways } from './ways.ts'

export const metadata: Metadata = { title: 'Connect a program · Lossglass' }

/** The lines to paste for each tool, with the address of this server. */
export default function Page() {
  return (
    <main className="welcome">
      <h1>Connect a program</h1>
      <p>Paste the lines for the tool that you train with. Its curve is here with the first value.</p>
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
          <p className="small soft">{notes}</p>
        </section>
      ))}
    </main>
  )
}
