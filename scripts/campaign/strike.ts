/** Kills, restarts and cuts while programs log, and what became of what they logged and of what was found. */
import { join } from 'node:path'
import { createRandom } from '../../lib/random.ts'
import { check, type Entry, type Faults, findingsOf, json, noFaults, sumOf } from './ledger.ts'
import { startPoster } from './poster.ts'
import { startPrograms } from './programs.ts'
import { openReceiver, type Receiver, tellReceiver } from './receiver.ts'
import { openWorld, type World } from './world.ts'

const posters = 3
const programs = 2
const pauseMs = 60
/** How long it may take until everything is answered again, and until all is told. */
const recoveryMs = 60_000
const tellingMs = 90_000

export type Outcome = Faults & {
  runs: number
  points: number
  findings: number
  toldTwice: number
  neverTold: number
  refused: number
  worstRecoveryMs: number
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** What can be done to servers on either database. */
export const blowsTo = {
  sqlite: ['server killed', 'program killed', 'network cut'],
  postgresql: ['server killed', 'program killed', 'network cut', 'PostgreSQL killed', 'Redis killed'],
} as const
export type Kind = keyof typeof blowsTo
export type BlowName = (typeof blowsTo)['postgresql'][number]

/** Blows of these kinds one after the other, at moments that a seed draws. */
export async function strike(kind: Kind, plan: readonly BlowName[], seed: number): Promise<Outcome> {
  const { uniform } = createRandom(seed, 1)
  const world = await openWorld(kind)
  const receiver = await openReceiver()
  try {
    await tellReceiver(world.url, receiver)
    const ledger = new Map<string, Entry>()
    const logging = startPrograms({
      ...{
        url: world.url,
        spoolFolder: join(world.home, '.lossglass', 'spool'),
        count: programs,
        pauseMs,
        ledger,
      },
    })
    const posting = Array.from({ length: posters }, (_, i) =>
      startPoster(world.url, `poster-${i}`, ledger, pauseMs),
    )
    const blows = blowsOf(world, () => logging.kill(uniform()), uniform)
    let faults = noFaults
    let worstRecoveryMs = 0
    for (const name of plan) {
      await pause(300 + 1500 * uniform())
      await blows[name]()
      const from = Date.now()
      await recovered(
        posting.map(({ acknowledgedAt }) => acknowledgedAt),
        from,
      )
      worstRecoveryMs = Math.max(worstRecoveryMs, Date.now() - from)
      faults = sumOf(faults, await checkAll(world, newest(ledger)))
    }
    await Promise.all(posting.map((poster) => poster.stop()))
    const { refused } = await logging.end()
    // Whatever ended programs left in files is taken in within seconds.
    await pause(6000)
    faults = sumOf(faults, await checkAll(world, ledger))
    const told = await toldOf(world, receiver, [...ledger.keys()])
    const points = [...ledger.values()].reduce((sum, { acknowledged }) => sum + 2 * acknowledged, 0)
    return { ...faults, ...told, runs: ledger.size, points, refused, worstRecoveryMs }
  } finally {
    receiver.close()
    await world.close()
  }
}

function blowsOf(
  { servers, services, balancer }: World,
  killProgram: () => Promise<void>,
  uniform: () => number,
): Record<BlowName, () => Promise<void>> {
  async function restart(what: { kill(): Promise<void>; start(): Promise<void> } | undefined): Promise<void> {
    await what?.kill()
    await pause(1000 * uniform())
    await what?.start()
  }
  return {
    'server killed': () => restart(servers[Math.floor(uniform() * servers.length)]),
    'program killed': killProgram,
    'network cut': () => balancer.cut(1000),
    'PostgreSQL killed': () => restart(services.postgresql),
    'Redis killed': () => restart(services.redis),
  }
}

/** Until each poster has been answered since. */
async function recovered(acknowledgedAt: (() => number)[], since: number): Promise<void> {
  while (acknowledgedAt.some((at) => at() < since)) {
    if (Date.now() - since > recoveryMs) throw new Error('A program gets no answer any more.')
    await pause(50)
  }
}

/** Those that may have been under way. */
function newest(ledger: ReadonlyMap<string, Entry>): Map<string, Entry> {
  return new Map([...ledger].slice(-3 * (posters + programs)))
}

async function checkAll({ servers }: World, ledger: ReadonlyMap<string, Entry>): Promise<Faults> {
  let faults = noFaults
  let turn = 0
  for (const [runId, entry] of ledger) {
    const { url } = servers[turn++ % servers.length] as World['servers'][0]
    faults = sumOf(faults, await check(url, runId, entry))
  }
  return faults
}

/** Of each run whose loss went wrong somebody was told, once. */
async function toldOf({ servers }: World, receiver: Receiver, runIds: readonly string[]) {
  const { url } = servers[0] as World['servers'][0]
  const { settings } = (await json(`${url}/api/settings`)) as {
    settings: { notifications: { webhook: unknown } }
  }
  if (!settings.notifications.webhook) throw new Error('The webhook is not set any more.')
  const found: string[] = []
  for (const runId of runIds) {
    const findings = await findingsOf(url, runId).catch(() => [])
    if (findings.some(({ code, series }) => code === 'non-finite' && series === 'train/loss'))
      found.push(runId)
  }
  const untold = () => found.filter((runId) => !receiver.told().has(runId))
  for (const until = Date.now() + tellingMs; untold().length > 0 && Date.now() < until; ) await pause(200)
  const counts = [...receiver.told().values()].flatMap((ofRun) => [...ofRun.values()])
  return {
    findings: found.length,
    neverTold: untold().length,
    toldTwice: counts.filter((count) => count > 1).length,
  }
}
