/** An agent that has nothing but the tools finds the run that diverged among fifty healthy ones, says why, and stops it. */
import { join } from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../lib/root.ts'
import { closeAll, post, serve, type TestServer } from '../live/serving.ts'
import { sick, startFleet } from '../verbs/fleet.ts'

let server: TestServer
let agent: Client
beforeAll(async () => {
  server = await serve({ mcpMayWrite: true })
  await startFleet(server)
  agent = await connect(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`)))
})
afterAll(closeAll)

async function connect(transport: Parameters<Client['connect']>[0]): Promise<Client> {
  const client = new Client({ name: 'agent', version: '1' })
  await client.connect(transport)
  return client
}

const stdio = (...flags: string[]) =>
  new StdioClientTransport({
    command: process.execPath,
    args: [join(root, 'scripts/lossglass.mjs'), 'mcp', ...flags],
    env: { ...process.env, LOSSGLASS_URL: server.url, LOSSGLASS_TOKEN: '' } as Record<string, string>,
  })

async function call(client: Client, name: string, input: Record<string, unknown> = {}) {
  const { isError, content, structuredContent } = await client.callTool({ name, arguments: input })
  const text = content[0]?.type === 'text' ? content[0].text : ''
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of it.
  return { isError: isError === true, text, answer: structuredContent as any }
}

const reading = ['list_runs', 'describe_run', 'read_points', 'list_findings', 'compare_runs', 'read_history']
const namesOf = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name)

describe('an agent with nothing but the tools', () => {
  it('finds the run that diverged, says why, and stops it', async () => {
    const { answer: list } = await call(agent, 'list_runs')
    expect(list.counts).toEqual({ matched: 51, critical: 1, warning: 0, fine: 50 })
    expect(list.runs[0]).toMatchObject({ id: sick, attention: 'critical' })
    expect(list.left_out).toEqual(['31 more runs: skip 20 to go on.'])

    const { answer: run } = await call(agent, 'describe_run', { run: list.runs[0].id })
    expect(run).toMatchObject({ status: 'running', headline: expect.stringContaining('Diverged') })
    expect(run.page).toBe(`${server.url}/runs/${sick}`)

    const { answer: found } = await call(agent, 'list_findings', { run: run.id })
    expect(found.findings[0]).toMatchObject({ run: sick, code: 'diverged', state: 'open' })
    expect(found.findings[0].causes[0]).toMatch(/learning rate/)

    const reason = `${found.findings[0].title}. ${found.findings[0].causes[0]}`
    const { answer: stopped } = await call(agent, 'stop_run', { run: sick, reason })
    expect(stopped).toMatchObject({ run: sick, asked: true })
    // Its program hears so with what it sends next.
    const { body } = await post(server, { type: 'points', runId: sick, series: [] })
    expect(body.stop).toEqual({ [sick]: reason })
    expect((await server.services.store.readRun(sick))?.run.stopAsked?.by).toBe('agent')
  })

  it('gets answers that stay small', async () => {
    const sizes = await Promise.all(
      [
        ...([['list_runs'], ['describe_run', { run: sick }], ['list_findings']] as const),
        ['read_points', { run: sick }] as const,
      ].map(async ([name, input]) => (await call(agent, name, input)).text.length),
    )
    for (const size of sizes) expect(size).toBeLessThan(8000)
  })

  it('is told in a sentence what it did wrong', async () => {
    const unknown = await call(agent, 'describe_run', { run: 'digits' })
    expect(unknown).toMatchObject({ isError: true, text: expect.stringMatching(/^There is no run "digits"/) })
    const wrong = await call(agent, 'list_runs', { query: 'lr <' })
    expect(wrong).toMatchObject({ isError: true, text: 'A value is missing after <.' })
  })

  it('may change nothing where the owner has not said so, by HTTP as on stdin and stdout', async () => {
    const careful = await serve()
    const byHttp = await connect(new StreamableHTTPClientTransport(new URL(`${careful.url}/mcp`)))
    const byStdio = await connect(stdio())
    expect(await namesOf(byHttp)).toEqual(reading)
    expect(await namesOf(byStdio)).toEqual(reading)
    await byStdio.close()
    const allowed = await connect(stdio('--allow-write'))
    expect(await namesOf(allowed)).toEqual([...reading, 'stop_run', 'annotate_run'])
    expect(await namesOf(agent)).toEqual([...reading, 'stop_run', 'annotate_run'])
    const { answer } = await call(allowed, 'describe_run', { run: sick })
    expect(answer.page).toBe(`${server.url}/runs/${sick}`)
    await allowed.close()
  })
})
