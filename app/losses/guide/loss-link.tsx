import Link from 'next/link'
import { type LossId, lossOf } from '../../../lib/losses/index.ts'

/** The title of a loss, leading to its page. */
export function LossLink({ id }: { id: LossId }) {
  return <Link href={`/losses/${id}`}>{lossOf(id).title}</Link>
}
