/**
 * Findings as they are told, so that nothing is told twice. The same trouble on several series of a run, training and validation
 * above all, is one incident: its first finding is told, and that one's end once the last is over.
 */
import type { Finding } from '../run.ts'

export type Incidents = {
  /** A finding is open: whether it is an incident of its own that was not known. */
  open(finding: Finding): boolean
  /** Whether this finding opened an incident that was heard of: its end is to be told. */
  isHeard(findingId: string): boolean
  /** The program of a run is gone: what a next one of the same run comes to is news, whatever is still open. */
  runLeft(runId: string): void
  /**
   * Nobody will hear of the incident that this finding opened: then nobody hears of its end, and the same trouble
   * elsewhere is news.
   */
  silence(findingId: string): void
  /** A finding is over: the finding whose end is to be told, if its incident was heard of and is over too. It may come again. */
  end(finding: Finding): Finding | null
}

type Incident = {
  first: Finding
  isHeard: boolean
  /** Whether the program that it was found in goes on. */
  isGoingOn: boolean
  /** Ids of its open findings, with their series. */
  open: Map<string, string>
  /** The first finding as it ended. */
  over: Finding | null
}

const mostFindings = 10_000

export function createIncidents(): Incidents {
  const incidents = new Map<string, Incident>()

  function incidentLike({ runId, code, series }: Finding): Incident | undefined {
    for (const incident of incidents.values()) {
      const { first, isHeard, isGoingOn, open } = incident
      if (!isHeard || !isGoingOn || first.runId !== runId || first.code !== code) continue
      if (![...open.values()].includes(series)) return incident
    }
    return undefined
  }

  function forget(findingId: string): Incident | undefined {
    const incident = incidents.get(findingId)
    incidents.delete(findingId)
    incident?.open.delete(findingId)
    return incident
  }

  return {
    open(finding) {
      if (incidents.has(finding.id)) return false
      const known = incidentLike(finding)
      const incident = known ?? {
        first: finding,
        isHeard: true,
        isGoingOn: true,
        open: new Map(),
        over: null,
      }
      incident.open.set(finding.id, finding.series)
      incidents.set(finding.id, incident)
      for (const id of incidents.keys()) {
        if (incidents.size <= mostFindings) break
        forget(id)
      }
      return !known
    },
    isHeard(findingId) {
      const incident = incidents.get(findingId)
      return incident?.first.id === findingId && incident.isHeard
    },
    runLeft(runId) {
      for (const incident of incidents.values())
        if (incident.first.runId === runId) incident.isGoingOn = false
    },
    silence(findingId) {
      const incident = incidents.get(findingId)
      if (incident?.first.id === findingId) incident.isHeard = false
    },
    end(finding) {
      const incident = forget(finding.id)
      if (!incident) return null
      if (incident.first.id === finding.id) incident.over = finding
      return incident.isHeard && incident.open.size === 0 ? incident.over : null
    },
  }
}
