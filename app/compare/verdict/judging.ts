/** What the address says of how runs are judged: `reading=last`, `matters=2%` or `matters=0.05`, `baseline=RUN`. */
import { usualMatters } from '../../../lib/compare/judgement.ts'
import { readMatters } from '../../../lib/compare/matters.ts'
import type { Judging } from '../../../lib/compare/verdict.ts'

export function readJudging(address: URLSearchParams): Omit<Judging, 'ruined'> {
  return {
    reading: address.get('reading') === 'last' ? 'last' : 'best',
    matters: readMatters(address.get('matters') ?? '') ?? usualMatters,
    baseline: address.get('baseline'),
  }
}
