import type { Metadata } from 'next'
import { Balance, Choosing, LossAndMetric, ManyLabels } from './choosing.tsx'
import { Combined, Custom, Weighted } from './composing.tsx'
import { Debugging } from './debugging.tsx'
import { Mistakes } from './mistakes.tsx'
import './guide.css'

export const metadata: Metadata = { title: 'Guide to losses · Lossglass' }

const chapters = [
  { id: 'choosing', title: 'Choosing a loss', Text: Choosing },
  { id: 'metric', title: 'Loss and metric', Text: LossAndMetric },
  { id: 'imbalance', title: 'Class imbalance', Text: Balance },
  { id: 'multi-label', title: 'Several labels at once', Text: ManyLabels },
  { id: 'weighted', title: 'Weighted losses', Text: Weighted },
  { id: 'combined', title: 'Combined losses', Text: Combined },
  { id: 'custom', title: 'A loss of your own', Text: Custom },
  { id: 'mistakes', title: 'Common mistakes', Text: Mistakes },
  { id: 'values', title: 'What a value gives away', Text: Debugging },
]

/** What a course says of losses beyond any single one, with commands that run. */
export default function Page() {
  return (
    <main className="loss-guide">
      <h1>Guide</h1>
      <div className="guide-layout">
        <nav aria-label="Chapters">
          <ul>
            {chapters.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div>
          {chapters.map(({ id, title, Text }) => (
            <section key={id} id={id} aria-labelledby={`${id}-title`}>
              <h2 id={`${id}-title`}>{title}</h2>
              <Text />
            </section>
          ))}
        </div>
      </div>
    </main>
  )
}
