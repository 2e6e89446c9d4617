/** The training that every program of this folder logs, and the programs: real clients against a real server. */
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { pointsFromJson } from '../../lib/http/points-json.ts'
import { root } from '../../lib/root.ts'
import type { Run } from '../../lib/run.ts'
import { pythonWith } from '../../scripts/python.mjs'
import { type Served, type ServedOptions, serve } from '../../scripts/served.ts'
import { type Program, startPython } from '../python/program.ts'
import { trickyValues } from '../store/points.ts'

const folder = join(import.meta.dirname, 'programs')
// `npm run campaign-clients` names another list.
const python = pythonWith(process.env.LOSSGLASS_CLIENTS ?? 'packages')

export type Points = { steps: number[]; values: number[] }

/** 40 steps: every value that loses something in careless hands, between those of a loss that falls. */
export const train: Points = pointsAt(1, (step) => trickyValues[step / 2 - 1] ?? 2 / (step + 2))
/** Every fifth step, from NaN on. */
export const val: Points = pointsAt(5, (step) => trickyValues[step / 5 + 1] ?? 0.5)

function pointsAt(every: number, valueAt: (step: number) => number): Points {
  const steps = Array.from({ length: 40 / every }, (_, i) => (i + 1) * every)
  return { steps, values: steps.map(valueAt) }
}

/** What of a series comes after one step, up to another. */
export function stretch({ steps, values }: Points, after: number, upTo: number): Points {
  const isIn = (_: number, i: number) => (steps[i] as number) > after && (steps[i] as number) <= upTo
  return { steps: steps.filter(isIn), values: values.filter(isIn) }
}

export type Stretch = {
  after?: number
  upTo?: number
  /** The step at which the program waits for a line, after it has printed one. */
  haltAt?: number
}

/** Starts a program of `programs/` with what it is to log. */
export function startClient(
  program: string,
  home: string,
  variables: Record<string, string> = {},
  { after = 0, upTo = 40, haltAt }: Stretch = {},
): Program {
  const told = {
    firstStep: after + 1,
    train: hexOf(stretch(train, after, upTo).values),
    val: hexOf(stretch(val, after, upTo).values),
    haltAt,
  }
  const everywhere = {
    ...{ HOME: home, USERPROFILE: home, PYTHONPATH: join(root, 'python'), NO_PROXY: '127.0.0.1' },
    TRAINING: JSON.stringify(told),
  }
  const args = [join(folder, `${program}.py`)]
  const client = startPython(python, args, { ...everywhere, ...variables }, home)
  endAfterwards(client.child)
  return client
}

const servers: Served[] = []
/** A server of a test's own. */
export async function served(options?: ServedOptions): Promise<Served> {
  const server = await serve(options)
  servers.push(server)
  return server
}

const children = new Set<ChildProcess>()
/** Notes a process that a test that fails would leave behind. */
export function endAfterwards(child: ChildProcess): void {
  children.add(child)
  child.once('close', () => children.delete(child))
}

/** For `afterAll`. */
export async function endAll(): Promise<void> {
  for (const child of children) child.kill('SIGKILL')
  for (const server of servers.splice(0)) await server.close()
}

/** Runs a program to its end; throws with what it said where that was no good one. Answers the lines that it printed. */
export async function runClient(...args: Parameters<typeof startClient>): Promise<string[]> {
  const program = startClient(...args)
  const { code, said, printed } = await program.ended
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${said}`)
  return printed.trimEnd().split('\n')
}

const hexOf = (values: readonly number[]) => Buffer.from(Float64Array.from(values).buffer).toString('hex')

/** What `tell` of `programs/training.py` printed. */
export function toldBy(line: string): Record<string, number[]> {
  const told = Object.entries(JSON.parse(line) as Record<string, string>)
  return Object.fromEntries(
    told.map(([name, hex]) => [name, [...new Float64Array(new Uint8Array(Buffer.from(hex, 'hex')).buffer)]]),
  )
}

const ownerOf = ({ token }: Served) => ({ headers: { authorization: `Bearer ${token}` } })

/** A token with which programs may log, and nothing else. */
export async function logToken(server: Served): Promise<string> {
  const body = JSON.stringify({ name: 'programs', rights: ['log'] })
  const answer = await fetch(`${server.url}/api/tokens`, { method: 'POST', body, ...ownerOf(server) })
  return ((await answer.json()) as { text: string }).text
}

export async function runsOf(server: Served, project?: string): Promise<Run[]> {
  const asked = project === undefined ? '' : `?project=${project}`
  const answer = await fetch(`${server.url}/api/runs${asked}`, ownerOf(server))
  return ((await answer.json()) as { runs: Run[] }).runs
}

/** What the server has of one series: nothing where there is no such run yet. */
export async function storedIn(server: Served, id: string, name: string): Promise<Points> {
  const path = `/api/runs/${id}/points?series=${encodeURIComponent(name)}`
  const answer = await fetch(server.url + path, ownerOf(server))
  const [series] = answer.ok ? pointsFromJson(await answer.json()).series : []
  return { steps: [...(series?.steps ?? [])], values: [...(series?.values ?? [])] }
}
