/** What the server has said that it has stored, and whether that is so: each point once, with its exact value. */
import { pointsFromJson } from '../../lib/http/points-json.ts'
import type { Finding } from '../../lib/run.ts'
import { seriesOfRun, valuesAt } from './values.ts'

/** Steps of a run are logged in order from 0 on: this many are acknowledged, this many were sent at most. */
export type Entry = { acknowledged: number; sent: number }
export type Faults = { lost: number; twice: number; wrong: number; findingsTwice: number }
export const noFaults: Faults = { lost: 0, twice: 0, wrong: 0, findingsTwice: 0 }

export function sumOf(a: Faults, b: Faults): Faults {
  return {
    lost: a.lost + b.lost,
    twice: a.twice + b.twice,
    wrong: a.wrong + b.wrong,
    findingsTwice: a.findingsTwice + b.findingsTwice,
  }
}

export async function json(url: string): Promise<unknown> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return response.json()
}

/** What is stored is not to be lost either, whoever was told: it counts as acknowledged from then on. */
export async function check(url: string, runId: string, entry: Entry): Promise<Faults> {
  // While it is read, more may be sent and acknowledged.
  const { acknowledged } = entry
  if (entry.sent === 0) return noFaults
  const answer = await fetch(`${url}/api/runs/${runId}/points`)
  // Of a run that no acknowledgement is known of, nothing need be there.
  if (answer.status === 404) return { ...noFaults, lost: acknowledged * seriesOfRun.length }
  if (!answer.ok) throw new Error(`The points of ${runId} were answered with ${answer.status}.`)
  const { series } = pointsFromJson(await answer.json())
  let faults = noFaults
  let stored = Number.POSITIVE_INFINITY
  for (const name of seriesOfRun) {
    const { steps = [], values = [] } = series.find((one) => one.name === name) ?? {}
    const seen = new Set<number>(steps)
    let missing = 0
    for (let step = 0; step < acknowledged; step++) if (!seen.has(step)) missing++
    let wrong = 0
    steps.forEach((step, i) => {
      if (step >= entry.sent || !Object.is(values[i], valuesAt(step)[name])) wrong++
    })
    faults = sumOf(faults, { ...noFaults, lost: missing, twice: steps.length - seen.size, wrong })
    stored = Math.min(stored, seen.size)
  }
  entry.acknowledged = Math.max(entry.acknowledged, stored)
  return { ...faults, findingsTwice: findingsTwice(await findingsOf(url, runId)) }
}

export async function findingsOf(url: string, runId: string): Promise<Finding[]> {
  return ((await json(`${url}/api/runs/${runId}/findings`)) as { findings: Finding[] }).findings
}

/** The trouble of a loss that goes wrong for good is one finding. */
function findingsTwice(findings: readonly Finding[]): number {
  const ofLoss = findings.filter(({ series }) => series === 'train/loss').map(({ code }) => code)
  return ofLoss.length - new Set(ofLoss).size
}
