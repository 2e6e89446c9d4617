/** Which live runs need their person, and which may be left alone: the order of the list, and its heading. Pure. */
import { plural } from '../format.ts'
import type { HeadlineTone } from './headline.ts'

/** `needs`: something is wrong that nobody has acknowledged. `watch`: it may come to be. `aside`: paused, silent, or known. */
export type Attention = 'needs' | 'watch' | 'aside' | 'fine'

/** Worst first. */
const order: readonly HeadlineTone[] = ['critical', 'warning', 'watch', 'quiet', 'live', 'good']

export function attentionOf(tone: HeadlineTone): Attention {
  if (tone === 'critical' || tone === 'warning') return 'needs'
  if (tone === 'watch') return 'watch'
  return tone === 'quiet' ? 'aside' : 'fine'
}

/** Trouble first; the order of equals stays. */
export function worstFirst<T>(items: readonly T[], toneOf: (item: T) => HeadlineTone): T[] {
  return items.toSorted((a, b) => order.indexOf(toneOf(a)) - order.indexOf(toneOf(b)))
}

/** "3 need you · 1 to watch · 17 fine · 1 paused, silent or known", or that all is well. */
export function attentionSentence(tones: readonly HeadlineTone[]): string {
  const { needs, watch, aside, fine } = countsOf(tones)
  if (fine === tones.length) return `${plural(fine, 'live run')}${fine === 1 ? ', fine' : ', all fine'}`
  const parts = [
    needs > 0 && needing(needs),
    watch > 0 && `${watch} to watch`,
    fine > 0 && `${fine} fine`,
    aside > 0 && `${aside} paused, silent or known`,
  ]
  return parts.filter(Boolean).join(' · ')
}

/** "3 need you". */
export function needing(count: number): string {
  return `${count} ${count === 1 ? 'needs' : 'need'} you`
}

export function countsOf(tones: readonly HeadlineTone[]): Record<Attention, number> {
  const counts = { needs: 0, watch: 0, aside: 0, fine: 0 }
  for (const tone of tones) counts[attentionOf(tone)]++
  return counts
}
