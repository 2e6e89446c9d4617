/** Which live runs need their person, and which may be left alone: the order of the list, and its heading. Pure. */
import { plural } from '../format.ts'
import type { HeadlineTone } from './headline.ts'

/** `needs`: something is wrong that nobody has acknowledged. `aside`: paused, silent, or known. */
export type Attention = 'needs' | 'aside' | 'fine'

/** Worst first. */
const order: readonly HeadlineTone[] = ['critical', 'warning', 'quiet', 'live', 'good']

export function attentionOf(tone: HeadlineTone): Attention {
  if (tone === 'critical' || tone === 'warning') return 'needs'
  return tone === 'quiet' ? 'aside' : 'fine'
}

/** Trouble first; the order of equals stays. */
export function worstFirst<T>(items: readonly T[], toneOf: (item: T) => HeadlineTone): T[] {
  return items.toSorted((a, b) => order.indexOf(toneOf(a)) - order.indexOf(toneOf(b)))
}

/** "3 need you · 17 fine · 1 paused, silent or known", or that all is well. */
export function attentionSentence(tones: readonly HeadlineTone[]): string {
  const count = (wanted: Attention) => tones.filter((tone) => attentionOf(tone) === wanted).length
  const [needing, aside, fine] = [count('needs'), count('aside'), count('fine')]
  if (fine === tones.length) return `${plural(fine, 'live run')}${fine === 1 ? ', fine' : ', all fine'}`
  const parts = [
    needing > 0 && `${needing} ${needing === 1 ? 'needs' : 'need'} you`,
    fine > 0 && `${fine} fine`,
    aside > 0 && `${aside} paused, silent or known`,
  ]
  return parts.filter(Boolean).join(' · ')
}
