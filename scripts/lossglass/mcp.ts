/** `lossglass mcp`: the verbs as MCP tools on stdio, asked of a server that runs. */
import { version } from '../version.ts'
import type { OwnCommand } from './own-command.ts'
import { lossglassServer } from './server.ts'

export const serveMcp: OwnCommand = {
  name: 'mcp',
  usage: 'mcp',
  title: 'Serves agents by MCP on stdin and stdout',
  asks: 'server',
  options: { 'allow-write': { type: 'boolean' } },
  help: {
    flags: [
      ['--allow-write', 'Offers the tools that stop runs and note things on them; else agents only read.'],
    ],
    notes: ['A server answers agents over HTTP as well, at /mcp.'],
  },
  async run({ flags }, { url, token }) {
    // The other commands are there sooner without it.
    const [{ serveStdio }, { mcpServer }] = await Promise.all([
      import('@modelcontextprotocol/server/stdio'),
      import('../../lib/mcp/tools.ts'),
    ])
    const server = lossglassServer({ server: url, token }, 'agent')
    const ended = new Promise<void>((resolve) => process.stdin.once('close', resolve))
    serveStdio(() => mcpServer({ version, mayWrite: flags['allow-write'] === true, ask: server.ask }))
    await ended
  },
}
