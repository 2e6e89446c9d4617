import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { stageOf } from '../../../lib/explorer/stages.ts'
import { dialects } from '../../../lib/losses/dialects/index.ts'
import { guideOf } from '../../../lib/losses/guides/index.ts'
import { isLossId, lossOf } from '../../../lib/losses/index.ts'
import { Explorer } from '../explorer/explorer.tsx'
import { familyTitle } from '../families.ts'
import { Formula } from '../formula.tsx'
import { Expected } from './expected.tsx'
import { LossValues } from './loss-values.tsx'
import { OtherLibraries } from './other-libraries.tsx'
import { ParameterList } from './parameter-list.tsx'
import { Relatives } from './relatives.tsx'
import { TryIt } from './try-it.tsx'
import { WrongAndRight } from './wrong-and-right.tsx'
import './loss-page.css'

/** The explorer's picture is in the address, and the server draws it. */
export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  return { title: `${isLossId(id) ? lossOf(id).title : 'Not found'} · Lossglass` }
}

export default async function Page({ params }: Props) {
  const { id } = await params
  if (!isLossId(id)) notFound()
  const loss = lossOf(id)
  const guide = guideOf(id)
  const inOthers = dialects[id]
  return (
    <main className="loss-page">
      <header className="row">
        <h1>{loss.title}</h1>
        <code className="chip">{id}</code>
        <Link href={`/losses#family-${loss.family}`} className="small soft">
          {familyTitle(loss.family)}
        </Link>
      </header>
      <p className="loss-summary">{guide.summary}</p>
      <Formula latex={loss.formula} />
      <section aria-label="Explorer">
        <Explorer key={id} stageId={stageOf(id).id} usual={[id]} />
      </section>
      <div className="loss-columns">
        <Expected loss={loss} guide={guide} />
        <section>
          <h2>Use it when</h2>
          <Sentences list={guide.useWhen} />
        </section>
        <section>
          <h2>It is sensitive to</h2>
          <Sentences list={guide.sensitiveTo} />
        </section>
      </div>
      <WrongAndRight mistake={guide.mistake} />
      <div className="loss-columns">
        <ParameterList loss={loss} />
        <LossValues loss={loss} guide={guide} />
        <Relatives guide={guide} />
      </div>
      {inOthers && <OtherLibraries of={inOthers} />}
      <TryIt loss={loss} guide={guide} />
    </main>
  )
}

function Sentences({ list }: { list: readonly string[] }) {
  return (
    <ul className="sentences">
      {list.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
