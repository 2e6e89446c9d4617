/**
 * What a message comes to, before any of it is stored: its events without those that change nothing, what detectors
 * find, the states afterwards.
 */
import type { RunFacts } from '../detectors/detector.ts'
import { copyWatch, startWatch, updateFacts } from '../detectors/memory/watch.ts'
import { Refusal } from '../refusal.ts'
import { applyToRun, isEnded, isLive, type Run, type RunEvent, runIdOf } from '../run.ts'
import type { Store } from '../store/store.ts'
import { withoutSystem } from '../system/system-series.ts'
import { createTurns } from '../turns.ts'
import type { ConsoleNumbers, EntryNumbers } from './console-numbers.ts'
import { withoutEdited } from './edited.ts'
import type { Entry } from './entries.ts'
import { joinedPoints } from './joined-points.ts'
import { judge } from './judge.ts'
import { createKnownAnnotations } from './known-annotations.ts'
import { lastOfSteps } from './last-of-steps.ts'
import { mayRepeat, repeatsWhatIsKnown, withoutRepeats } from './repeats.ts'
import { branchOf, followSteps, resumingOf } from './resume.ts'
import type { WatchedRun, WatchedRuns } from './watched-runs.ts'

type States = Map<string, WatchedRun | null>

/** `news`: ids of findings that were not known before, or not to be so severe. */
export type Prepared = { accepted: RunEvent[]; after: States; printed: EntryNumbers; news: string[] }

export type PreparerParts = {
  store: Store
  runs: WatchedRuns
  numbers: ConsoleNumbers
  factsOf(run: Run): RunFacts
  now(): number
  /** Aborted when the server ends. */
  signal: AbortSignal
}

/** `pending`: what runs have come to by the entries before it in the same commit. Refuses what is of no run. */
export function createPreparer({ store, runs, numbers, factsOf, now, signal }: PreparerParts) {
  return async function prepare(
    { events }: Entry,
    pending: ReadonlyMap<string, WatchedRun | null>,
  ): Promise<Prepared> {
    const after = new Map() as States
    const accepted: RunEvent[] = []
    const news: string[] = []
    const turns = createTurns(signal)
    const isKnownAnnotation = createKnownAnnotations(store)
    const printed = numbers.entry()
    const others = events.map(runIdOf).filter((id) => !pending.has(id))
    const loaded = await runs.loadOthers(others, turns)
    for (const sent of joinedPoints(events).map(lastOfSteps)) {
      await turns()
      const id = runIdOf(sent)
      const isOurs = after.has(id)
      const before = isOurs
        ? after.get(id)
        : pending.has(id)
          ? pending.get(id)
          : (loaded.get(id) ?? runs.atHand(id))
      if (!before && sent.type !== 'run-started')
        throw new Refusal('not-found', `There is no run "${id}": send run-started first.`)
      if (before && isNoticedElsewhere(sent, before)) continue
      if (before && isEnded(before.run) && (await repeatsWhatIsKnown(store, before.run, sent))) continue
      if (await isKnownAnnotation(sent)) continue
      printed.follow(sent)
      if (sent.type === 'console') {
        accepted.push(...(await printed.number(sent)))
        continue
      }
      // Detectors count what they see: points that come again are none.
      const said = before ? withoutEdited(sent, before.run) : sent
      const event = before && mayRepeat(before, said) ? await withoutRepeats(store, said) : said
      // Only of a lost run do repeats say something: that its source is back.
      if (event.type === 'points' && event.series.length === 0 && before?.run.status !== 'lost') continue
      // The machine tells nothing of the training: it goes on beside one that hangs, and before one that is resumed.
      const told = event.type === 'points' ? withoutSystem(event.series) : []
      const lastSteps = isOurs && before ? before.lastSteps : new Map(before?.lastSteps)
      const branch =
        before?.resuming && event.type === 'points' ? branchOf({ ...before, lastSteps }, told, now()) : null
      const left: RunEvent[] = branch ? [{ type: 'run-branched', runId: id, branch }] : []
      const happened = [...left, event]
      const run = happened.reduce(applyToRun, before?.run ?? null)
      accepted.push(...happened)
      if (!run) {
        after.set(id, null)
        continue
      }
      // What went before this message is left as it is: the message may still be refused.
      const watch = !before ? startWatch(factsOf(run)) : isOurs ? before.watch : copyWatch(before.watch)
      if (event.type === 'run-started') updateFacts(watch, factsOf(run))
      const { siblings = null, found = new Map() } = before ?? {}
      const judged = await judge({ event, run, watch, told, siblings, found }, runs.siblingsOf, turns)
      for (const finding of judged.findings) accepted.push({ type: 'finding', runId: id, finding })
      for (const id of judged.news) news.push(id)
      let resuming = before?.resuming ?? null
      if (event.type === 'run-started' && before) resuming = resumingOf(before.run, lastSteps)
      if (event.type === 'points') {
        if (branch || told.some(({ name }) => lastSteps.has(name))) resuming = null
        followSteps(lastSteps, branch, event.series)
      }
      after.set(id, {
        run,
        // Begun anew, it is another run.
        version: before?.version ?? 0,
        ...{ watch, resuming, lastSteps, siblings: judged.siblings, found: judged.found },
      })
    }
    return { accepted, after, printed, news }
  }
}

/** What servers notice by themselves, another one may have noticed first. */
function isNoticedElsewhere(sent: RunEvent, { run, watch }: WatchedRun): boolean {
  if (sent.type === 'finding') return watch.stalled !== null
  if (sent.type === 'run-lost') return !isLive(run)
  return sent.type === 'control' && !sent.done && sent.by === 'policy' && run.stopAsked?.by === 'policy'
}
