/** An agent that has nothing but the tools: it finds the run that diverged among fifty healthy ones, says why, and stops it. */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeAll, post, serve, type TestServer } from '../live/serving.ts'
import { sick, startFleet } from '../verbs/fleet.ts'

let server: TestServer
let agent: Client
beforeAll(async () => {
  server = await serve({ mcpMayWrite: true })
  await startFleet(server)
  agent = await connect(server)
})
afterAll(closeAll)

async function connect({ url }: TestServer): Promise<Client> {
  const client = new Client({ name: 'agent', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`)))
  return client
}

// biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of it.
async function call(name: string, input: object = {}): Promise<any> {
  const answer = await agent.callTool({ name, arguments: { ...input } })
  expect(answer.isError, JSON.stringify(answer.content)).toBeFalsy()
  return answer.structuredContent
}

describe('an agent with nothing but the tools', () => {
  it('finds the run that diverged, says why, and stops it', async () => {
    const { runs, counts } = await call('list_runs', { limit: 3 })
    expect(counts).toMatchObject({ matched: 51, critical: 1, fine: 50 })
    expect(runs[0]).toMatchObject({ id: sick, attention: 'critical' })
    const described = await call('describe_run', { run: runs[0].id })
    expect(described.headline).toContain('Diverged')
    const { findings } = await call('list_findings', { run: sick })
    expect(findings[0]).toMatchObject({ code: 'diverged', state: 'open' })
    expect(findings[0].causes.join(' ')).toMatch(/learning rate/i)
    const why = `${findings[0].title}: ${findings[0].causes[0]}`
    expect(await call('stop_run', { run: sick, reason: why.slice(0, 500) })).toMatchObject({ asked: true })
    const { body } = await post(server, { type: 'points', runId: sick, series: [] })
    expect(body.stop).toEqual({ [sick]: why })
  })
})
