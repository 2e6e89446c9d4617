/** What `npm start` is told by flags and variables; read before the pages are built, which takes a minute. */
import { resolve } from 'node:path'
import { trustedProxies as proxiesOf } from '../lib/http/proxies.ts'
import { Refusal, shown } from '../lib/refusal.ts'
import { root } from '../lib/root.ts'
import { type PublicUrl, publicUrlOf } from '../lib/server/public-url.ts'
import { requireClosed } from '../lib/server/require-closed.ts'
import { type DatabaseSource, databaseOf } from '../lib/store/database-source.ts'
import { command, readFlags } from './command.ts'

export type StartOptions = {
  port: number
  host: string
  database: DatabaseSource
  redis: string | undefined
  token: string | undefined
  publicUrl: PublicUrl | null
  trustedProxies: string[]
  webhookHosts: string[] | undefined
  logFolders: string[]
  mcpMayWrite: boolean | undefined
  /** Whether an empty store gets a first run. */
  isDemo: boolean
}

/** Refuses, in one sentence, what cannot be meant. */
export function startOptions(env = process.env): StartOptions {
  const flags = readFlags({
    port: { type: 'string' },
    host: { type: 'string' },
    db: { type: 'string' },
    redis: { type: 'string' },
    'no-demo': { type: 'boolean' },
    logdir: { type: 'string', multiple: true },
    'mcp-allow-write': { type: 'boolean' },
    'trusted-proxy': { type: 'string' },
    'public-url': { type: 'string' },
  })
  const host = flags.host ?? env.LOSSGLASS_HOST ?? '127.0.0.1'
  const trustedProxies = listIn(flags['trusted-proxy'] ?? env.LOSSGLASS_TRUSTED_PROXY)
  proxiesOf(trustedProxies)
  if (!env.LOSSGLASS_TOKEN) requireClosed({ host, trustedProxies })
  const publicUrl = flags['public-url'] ?? (env.LOSSGLASS_PUBLIC_URL || undefined)
  return {
    port: portOf(flags.port ?? env.LOSSGLASS_PORT ?? '3000'),
    ...{ host, trustedProxies },
    database: databaseOf(flags.db ?? env.LOSSGLASS_DB ?? 'data/lossglass.db', root),
    redis: flags.redis ?? env.LOSSGLASS_REDIS,
    token: env.LOSSGLASS_TOKEN,
    publicUrl: publicUrl === undefined ? null : publicUrlOf(publicUrl),
    webhookHosts: env.LOSSGLASS_WEBHOOK_HOSTS?.split(','),
    logFolders: (flags.logdir ?? []).map((folder) => resolve(env.INIT_CWD ?? process.cwd(), folder)),
    mcpMayWrite: flags['mcp-allow-write'],
    isDemo: !flags['no-demo'] && !flags.logdir,
  }
}

/** For the build of the pages. Ends the program, with its sentence, where something cannot be meant. */
export async function basePathAsked(): Promise<string> {
  let asked = ''
  await command(async () => {
    asked = startOptions().publicUrl?.basePath ?? ''
  })
  return asked
}

function portOf(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65535 && text.trim() !== '') return port
  throw new Refusal('invalid', `A port is a whole number from 0 to 65535, not ${shown(text)}.`)
}

const listIn = (text = '') => text.split(',').filter((one) => one.trim() !== '')
