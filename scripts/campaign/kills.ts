/**
 * Kills, restarts and cuts at random moments, while programs log: what was acknowledged is there, once; what was
 * found is told, once.
 */
import { createRandom } from '../../lib/random.ts'
import { type BlowName, blowsTo, type Kind, strike } from './strike.ts'

/** This many blows of random kinds. */
function drawn(kind: Kind, count: number, seed: number): BlowName[] {
  const { uniform } = createRandom(seed)
  const names = blowsTo[kind]
  return Array.from({ length: count }, () => names[Math.floor(uniform() * names.length)] as BlowName)
}

function counted(plan: readonly BlowName[]): string {
  return [...new Set(plan)].map((name) => `${plan.filter((one) => one === name).length} × ${name}`).join(', ')
}

export async function campaignKills(kind: Kind, args: readonly string[]): Promise<string[]> {
  const [count = 100, seed = 1] = args.map(Number)
  const plan = drawn(kind, count, seed)
  const { points, runs, findings, refused, worstRecoveryMs, ...faults } = await strike(kind, plan, seed)
  const { lost, twice, wrong, findingsTwice, toldTwice, neverTold } = faults
  return [
    counted(plan),
    `${points.toLocaleString('en')} points of ${runs} runs acknowledged: ${lost} lost, ${twice} twice, ${wrong} not exact, ${refused} refused`,
    `${findings} incidents: ${findingsTwice} stored twice, ${toldTwice} told twice, ${neverTold} never told`,
    `every program is answered again ${(worstRecoveryMs / 1000).toFixed(1)} s after a blow at the latest`,
  ]
}
