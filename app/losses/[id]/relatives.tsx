import Link from 'next/link'
import type { LossGuide } from '../../../lib/losses/guides/guide.ts'
import { lossOf } from '../../../lib/losses/index.ts'

export function Relatives({ guide }: { guide: LossGuide }) {
  return (
    <section>
      <h2>Relatives</h2>
      <ul className="sentences">
        {guide.relatives.map(({ id, difference }) => (
          <li key={id}>
            <Link href={`/losses/${id}`}>{lossOf(id).title}</Link> {difference}
          </li>
        ))}
      </ul>
    </section>
  )
}
