/** Steps for metrics that were logged without one: MLflow's client sends 0 then, each time. */

export type Logged = { step: number; value: number; time: number }

export declare namespace Steps {
  /** The step under which a value is kept; null where it was kept before. */
  type OfRun = (name: string, logged: Logged) => number | null
}

export type Steps = {
  of(runId: string): Steps.OfRun
  /** The run begins anew: a 0 may be its first step. */
  forget(runId: string): void
}

type Known = { first: Logged; last: Logged; count: number }

/** Runs and series of which is remembered how they count. */
const runsKept = 500
const seriesKept = 5000

const isSame = (one: Logged, other: Logged) =>
  one.step === other.step && one.time === other.time && Object.is(one.value, other.value)

export function createSteps(): Steps {
  const runs = new Map<string, Map<string, Known>>()
  return {
    of(runId) {
      const known = runs.get(runId) ?? new Map<string, Known>()
      runs.delete(runId)
      runs.set(runId, known)
      if (runs.size > runsKept) runs.delete(runs.keys().next().value as string)
      return (name, logged) => {
        const before = known.get(name)
        if (!before && known.size >= seriesKept) return logged.step
        // A client that had no answer sends the very same again; one that logs a model, what its run had at step 0.
        if (before && (isSame(before.last, logged) || isSame(before.first, logged))) return null
        const counts = logged.step === 0 && (before === undefined || before.last.step === 0)
        const count = counts ? (before?.count ?? -1) + 1 : 0
        known.set(name, { first: before?.first ?? logged, last: logged, count })
        return counts ? count : logged.step
      }
    },
    forget(runId) {
      runs.delete(runId)
    },
  }
}
