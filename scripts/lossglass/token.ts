/** `lossglass token`: makes, lists and revokes tokens, with the owner's. Not for agents: it is no verb. */
import { formatAgo, isoTime } from '../../lib/format.ts'
import { Refusal, shown } from '../../lib/refusal.ts'
import { rights, rightWords, type Token } from '../../lib/tokens/right.ts'
import type { Given } from './arguments.ts'
import type { OwnCommand } from './own-command.ts'
import { printable, printableJson } from './printable.ts'
import type { LossglassServer } from './server.ts'

const usage = 'token add NAME --rights RIGHTS | ls | revoke NAME'

/** A list with commas, or several flags. */
function rightsIn(flags: Given): string[] {
  const given = (flags.rights as string[] | undefined)?.flatMap((text) => text.split(','))
  if (given) return given.map((one) => one.trim()).filter((one) => one !== '')
  throw new Refusal('invalid', `Say what the token may do: --rights ${rights.join(' or --rights ')}.`)
}

async function add(server: LossglassServer, name: string, flags: Given): Promise<void> {
  const answer = await server.send('POST', '/api/tokens', { name, rights: rightsIn(flags) })
  if (flags.json) return console.log(printableJson(answer))
  // Alone on stdout, so that a script can take it.
  console.log((JSON.parse(answer) as { text: string }).text)
  console.error('This is shown once: only its hash is kept.')
}

async function list(server: LossglassServer, flags: Given): Promise<void> {
  const answer = await server.get('/api/tokens')
  if (flags.json) return console.log(printableJson(answer))
  const { tokens } = JSON.parse(answer) as { tokens: Token[] }
  if (tokens.length === 0) return console.log('There is no token yet.')
  const rows = tokens.map(({ name, rights, createdAt, lastUsedAt }) => [
    name,
    rights.join(','),
    `made ${isoTime(createdAt).slice(0, 10)}`,
    lastUsedAt === null ? 'never used' : `last used ${formatAgo(Date.now() - lastUsedAt)}`,
  ])
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  for (const row of rows) console.log(printable(row.map((text, i) => text.padEnd(widths[i] ?? 0)).join('  ')))
}

async function revoke(server: LossglassServer, name: string, flags: Given): Promise<void> {
  await server.send('DELETE', `/api/tokens/${encodeURIComponent(name)}`)
  console.log(flags.json ? JSON.stringify({ revoked: name }) : `The token ${printable(name)} is revoked.`)
}

export const manageTokens: OwnCommand = {
  ...{ name: 'token', usage, title: 'Who may talk to the server: makes, lists and revokes tokens' },
  asks: 'server',
  options: { rights: { type: 'string', multiple: true } },
  help: {
    flags: [
      ['--rights A,B', 'What the token may do, one or more of these:'],
      ...rights.map((right) => [`  ${right}`, rightWords[right]] as const),
    ],
    notes: [
      "It asks the server with the owner's token, LOSSGLASS_TOKEN or --token. The text of a new token is printed once, alone on stdout.",
    ],
  },
  async run({ flags, places: [action, name, more] }, server) {
    if (more !== undefined || (action === 'ls' && name !== undefined))
      throw new Refusal(
        'invalid',
        `lossglass token has no place for ${shown(more ?? name)}: lossglass ${usage}.`,
      )
    if (action === 'ls') return list(server, flags)
    if ((action !== 'add' && action !== 'revoke') || name === undefined)
      throw new Refusal('invalid', `Say what to do, and with which token: lossglass ${usage}.`)
    await (action === 'add' ? add : revoke)(server, name, flags)
  },
}
