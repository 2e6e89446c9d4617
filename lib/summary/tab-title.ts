/** Titles of tabs: whether all is right, for those who have a page open behind others. Pure. */
import { formatNumber } from '../format.ts'
import type { Run } from '../run.ts'
import { countsOf, needing } from './attention.ts'
import type { HeadlineTone, RunHeadline } from './headline.ts'

const signs: Record<RunHeadline['tone'], string> = {
  critical: '▲',
  warning: '▲',
  watch: '△',
  good: '✓',
  live: '●',
  quiet: '○',
}

const product = 'Lossglass'

/** `● 0.312 · digits-ce`; `main`: the newest value of what speaks for the run. */
export function tabTitle({ name }: Run, { tone }: RunHeadline, main: number | undefined): string {
  return `${signs[tone]} ${main === undefined ? '' : `${formatNumber(main)} · `}${name}`
}

/** `▲ 2 need you · Lossglass`: the worst of the live runs, or how many there are. */
export function listTitle(tones: readonly HeadlineTone[]): string {
  const { needs, watch, fine } = countsOf(tones)
  if (tones.length === 0) return product
  const words =
    needs > 0
      ? `${signs.warning} ${needing(needs)}`
      : watch > 0
        ? `${signs.watch} ${watch} to watch`
        : `${fine > 0 ? signs.live : signs.quiet} ${tones.length} live`
  return `${words} · ${product}`
}

/** Of a page whose server is away: what it showed may not hold any more. */
export function awayTitle(name = product): string {
  return `Server away · ${name}`
}
