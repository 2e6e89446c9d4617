/** The title of a run's tab: whether it is all right, for those who have it open behind others. Pure. */
import { formatNumber } from '../format.ts'
import type { Run } from '../run.ts'
import type { RunHeadline } from './headline.ts'

const signs: Record<RunHeadline['tone'], string> = {
  critical: '▲',
  warning: '▲',
  good: '✓',
  live: '●',
  quiet: '○',
}

/** `● 0.312 · digits-ce`; `main`: the newest value of what speaks for the run. */
export function tabTitle({ name }: Run, { tone }: RunHeadline, main: number | undefined): string {
  return `${signs[tone]} ${main === undefined ? '' : `${formatNumber(main)} · `}${name}`
}
