/** When a run did not train: it was paused, or had ended before it went on. */

/**
 * Why nothing was trained: it was paused, by whom, or stood so before it went on. Not known of pauses that are older
 * than this.
 */
export type PauseWhy = {
  why?: 'paused' | 'lost' | 'finished' | 'failed' | 'stopped'
  by?: string
  /** Of an end before it went on: the start of what was given as its reason. */
  reason?: string
}

/** From when to when, in milliseconds since 1970; to null while it lasts. */
export type Pause = { from: number; to: number | null } & PauseWhy

/** More of them are not kept: they count as work. */
const pausesKept = 1000

/** With a pause that begins; once, however often its event is applied. */
export function paused(pauses: Pause[], from: number, because: PauseWhy = {}): Pause[] {
  const isKnown = pauses.at(-1)?.to === null || pauses.some((pause) => pause.from === from)
  return isKnown || pauses.length >= pausesKept ? pauses : [...pauses, { from, to: null, ...because }]
}

/** With the end of the pause that lasts, if there is one that had begun by then. */
export function resumed(pauses: Pause[], at: number): Pause[] {
  const last = pauses.at(-1)
  return last?.to === null && at >= last.from ? [...pauses.slice(0, -1), { ...last, to: at }] : pauses
}

/** There may be many pauses, and lists read all of them. */
const longestReason = 200

type Ended = {
  status: NonNullable<PauseWhy['why']> | 'running'
  endedAt: number | null
  reason: string | null
}

/** The pauses of a run, with the one that began when it ended or was lost. */
export function pausesOf({ status, endedAt, pauses, reason }: Ended & { pauses: Pause[] }): Pause[] {
  if (endedAt === null || status === 'running') return pauses
  const given = reason ? { reason: reason.slice(0, longestReason) } : {}
  return paused(pauses, endedAt, { why: status, ...given })
}
