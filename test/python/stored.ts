/** Servers for programs in Python, and what of their runs is stored, or waits to be. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { pointsFromJson } from '../../lib/http/points-json.ts'
import type { Run } from '../../lib/run.ts'
import { type Served, type ServedOptions, serve as serveOne } from '../../scripts/served.ts'

const servers: Served[] = []
afterAll(() => Promise.all(servers.map((one) => one.close())))

/** A server that ends with the tests of the file. */
export async function serve(options: ServedOptions = {}): Promise<Served> {
  const one = await serveOne(options)
  servers.push(one)
  return one
}

export async function runOf({ url }: Served, id: string): Promise<Run | undefined> {
  const answer = await fetch(`${url}/api/runs/${id}`)
  return answer.ok ? ((await answer.json()) as { run: Run }).run : undefined
}

export async function storedIn({ url }: Served, id: string, name: string) {
  const answer = await fetch(`${url}/api/runs/${id}/points?series=${encodeURIComponent(name)}`)
  // The run may not be there yet.
  const [series] = answer.ok ? pointsFromJson(await answer.json()).series : []
  return { steps: [...(series?.steps ?? [])], values: [...(series?.values ?? [])] }
}

export const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)

/** What waits in a home to be delivered, if anything does. */
export function spooledIn(home: string): string {
  const folder = join(home, '.lossglass', 'spool')
  const files = existsSync(folder) ? readdirSync(folder) : []
  return files.map((name) => readFileSync(join(folder, name), 'utf8')).join('')
}
