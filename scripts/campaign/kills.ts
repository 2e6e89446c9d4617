/** Kills, restarts and cuts at random moments, while programs log: what was acknowledged is there, once; what was found is told, once. */
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

type Blow = { name: string; strike(): Promise<void> }
export type Outcome = Faults & {
  blows: Map<string, number>
  runs: number
  points: number
  findings: number
  toldTwice: number
  neverTold: number
  refused: number
  worstRecoveryMs: number
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** `count` blows of random kinds, by a seed. */
export async function strike(kind: 'sqlite' | 'postgresql', count: number, seed: number): Promise<Outcome> {
  const { uniform } = createRandom(seed)
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
    const struck = new Map<string, number>()
    let faults = noFaults
    let worstRecoveryMs = 0
    for (let i = 0; i < count; i++) {
      await pause(300 + 1500 * uniform())
      const blow = blows[Math.floor(uniform() * blows.length)] as Blow
      await blow.strike()
      struck.set(blow.name, (struck.get(blow.name) ?? 0) + 1)
      const from = Date.now()
      await recovered(
        posting.map(({ acknowledgedAt }) => acknowledgedAt),
        from,
      )
      worstRecoveryMs = Math.max(worstRecoveryMs, Date.now() - from)
      faults = sumOf(faults, await checkAll(world, newest(ledger)))
      console.error(`${i + 1} of ${count}: ${blow.name}, ${JSON.stringify(faults)}`)
    }
    await Promise.all(posting.map((poster) => poster.stop()))
    const { refused } = await logging.end()
    // Whatever ended programs left in files is taken in within seconds.
    await pause(6000)
    faults = sumOf(faults, await checkAll(world, ledger))
    const told = await toldOf(world, receiver, [...ledger.keys()])
    const points = [...ledger.values()].reduce((sum, { acknowledged }) => sum + 2 * acknowledged, 0)
    return { ...faults, ...told, blows: struck, runs: ledger.size, points, refused, worstRecoveryMs }
  } finally {
    receiver.close()
    await world.close()
  }
}

function blowsOf(
  { servers, services, balancer }: World,
  killProgram: () => Promise<void>,
  uniform: () => number,
): Blow[] {
  const restart =
    ({ kill, start }: Pick<World['services'][0], 'kill' | 'start'>) =>
    async () => {
      await kill()
      await pause(1000 * uniform())
      await start()
    }
  return [
    {
      name: 'server killed',
      strike: () => restart(servers[Math.floor(uniform() * servers.length)] as never)(),
    },
    { name: 'program killed', strike: killProgram },
    { name: 'network cut', strike: () => balancer.cut(1000) },
    ...services.map((service) => ({ name: `${service.name} killed`, strike: restart(service) })),
  ]
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

export async function campaignKills(args: readonly string[]): Promise<string[]> {
  const [count = 100, seed = 1] = args.map(Number)
  const rows: string[] = []
  for (const kind of ['postgresql', 'sqlite'] as const) {
    const outcome = await strike(kind, count, seed)
    const blows = [...outcome.blows].map(([name, times]) => `${times} × ${name}`).join(', ')
    const { points, runs, findings, lost, twice, wrong, findingsTwice, toldTwice, neverTold } = outcome
    rows.push(
      `${kind === 'sqlite' ? 'SQLite, one server' : 'PostgreSQL and Redis, two servers'}: ${blows}; ${points.toLocaleString('en')} points of ${runs} runs acknowledged: ${lost} lost, ${twice} twice, ${wrong} not exact; ${findings} incidents: ${findingsTwice} stored twice, ${toldTwice} told twice, ${neverTold} never told; answers again after ${(outcome.worstRecoveryMs / 1000).toFixed(1)} s at most`,
    )
  }
  return rows
}
