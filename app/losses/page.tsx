import type { Metadata } from 'next'
import Link from 'next/link'
import { longestQuery } from '../../lib/losses/dialects/search.ts'
import { guideOf } from '../../lib/losses/guides/index.ts'
import { lossIds, lossOf } from '../../lib/losses/index.ts'
import { StageExplorer } from './explorer/stage-explorer.tsx'
import { families } from './families.ts'
import { FoundLosses } from './search/found-losses.tsx'
import { LossSearch } from './search/loss-search.tsx'
import './search/search.css'
import { SmallLossCurve } from './small-loss-curve.tsx'

/** The explorer's picture is in the address, and the server draws it. */
export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Losses · Lossglass' }

type Props = { searchParams: Promise<{ call?: string | string[] }> }

export default async function Page({ searchParams }: Props) {
  const { call = '' } = await searchParams
  const query = String(call).slice(0, longestQuery).trim()
  return (
    <main className="losses">
      <h1>Losses</h1>
      <p className="losses-lead soft">
        {lossIds.length} loss functions, each with its formula, its curve and the mistake that is made with
        it. All curves are drawn by the code that trains.
      </p>
      <LossSearch query={query} longest={longestQuery} />
      {query && <FoundLosses query={query} />}
      {families.map(({ id, title, text, losses }) => (
        <section key={id} className="loss-family" aria-labelledby={`family-${id}`}>
          <h2 id={`family-${id}`}>
            {title} <span className="faint">{text}</span>
          </h2>
          <ul>
            {losses.map((loss) => (
              <li key={loss}>
                <Link href={`/losses/${loss}`} className="loss-card" title={guideOf(loss).summary}>
                  <SmallLossCurve id={loss} />
                  <span className="loss-card-title">{lossOf(loss).title}</span>
                  <code className="faint">{loss}</code>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section id="explorer" className="loss-explorer" aria-labelledby="explorer-title">
        <h2 id="explorer-title">Explorer</h2>
        <StageExplorer />
      </section>
    </main>
  )
}
