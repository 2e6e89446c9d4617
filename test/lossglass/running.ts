/** A server with the calls of the API that the command asks for, and the command, here or as a shell runs it. */
import { spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { vi } from 'vitest'
import { GET as verdict } from '../../app/api/compare/verdict/route.ts'
import { GET as points } from '../../app/api/runs/[id]/points/route.ts'
import { GET as record } from '../../app/api/runs/[id]/route.ts'
import { GET as runs } from '../../app/api/runs/route.ts'
import { root } from '../../lib/root.ts'
import { runLossglass } from '../../scripts/lossglass/run.ts'
import { serve, type TestServer } from '../live/serving.ts'

type Route = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>

const routes: readonly [RegExp, Route][] = [
  [/^\/api\/runs$/, runs],
  [/^\/api\/runs\/([^/]+)$/, record],
  [/^\/api\/runs\/([^/]+)\/points$/, points],
  [/^\/api\/compare\/verdict$/, verdict],
]

async function handle({ url = '', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = new URL(url, `http://${headers.host}`)
  for (const [pattern, route] of routes) {
    const found = pattern.exec(address.pathname)
    if (!found) continue
    const id = decodeURIComponent(found[1] ?? '')
    const answer = await route(new Request(address), { params: Promise.resolve({ id }) })
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(await answer.text())
    return
  }
  response.end('a page')
}

export const serveForCommand = (): Promise<TestServer> => serve({ handle })

export type Ran = { status: number; stdout: string; stderr: string }

/** In this process; one at a time. */
export async function lossglass(url: string, ...args: string[]): Promise<Ran> {
  const lines = { log: '', error: '' }
  const said = (['log', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((line) => {
      lines[name] += `${line}\n`
    }),
  )
  const written = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.log += text
    return true
  })
  vi.stubEnv('LOSSGLASS_URL', url)
  vi.stubEnv('LOSSGLASS_TOKEN', '')
  const before = process.exitCode
  process.exitCode = 0
  try {
    await runLossglass(args)
  } catch (error) {
    lines.error += `${(error as Error).message}\n`
    process.exitCode = 1
  }
  const status = process.exitCode
  process.exitCode = before
  for (const spy of [...said, written]) spy.mockRestore()
  vi.unstubAllEnvs()
  return { status, stdout: lines.log, stderr: lines.error }
}

/** As a shell does. */
export function inShell(url: string, ...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, [join(root, 'scripts/lossglass.mjs'), ...args], {
    env: { ...process.env, LOSSGLASS_URL: url, LOSSGLASS_TOKEN: '' },
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  return new Promise((resolve) =>
    child.once('close', (status) => resolve({ status: status ?? -1, stdout, stderr })),
  )
}
