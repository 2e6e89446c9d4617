/** Serves the dashboard; run by `npm start`. */
import { resolve } from 'node:path'
import next from 'next'
import { Refusal } from '../lib/refusal.ts'
import { root } from '../lib/root.ts'
import { startServer } from '../lib/server/server.ts'
import { databaseOf } from '../lib/store/database-source.ts'
import { command, readFlags } from './command.ts'
import { publicUrlIn } from './public-url.mjs'
import { version } from './version.ts'

/** The first training of an empty store: real, and long enough to be watched. */
const firstTraining = {
  task: 'digits',
  loss: 'cross-entropy',
  optimizer: 'sgd',
  lr: 0.05,
  epochs: 100,
  seed: 1,
  name: 'first-run',
  tags: ['demo'],
}

function portOf(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65535 && text.trim() !== '') return port
  throw new Refusal('invalid', `A port is a whole number from 0 to 65535, not "${text}".`)
}

const listIn = (text = '') => text.split(',').filter((one) => one.trim() !== '')

/**
 * Makes the pages of the live path once. The first time compiles them, up to half a second in which nobody else is answered:
 * better now than while somebody trains.
 */
async function makePagesOnce(url: string, runId: string | undefined, token: string | undefined) {
  const headers: HeadersInit = token ? { authorization: `Bearer ${token}` } : {}
  for (const path of ['/', `/runs/${runId ?? '-'}`]) await (await fetch(url + path, { headers })).text()
}

await command(async () => {
  const { LOSSGLASS_PORT, LOSSGLASS_HOST, LOSSGLASS_DB, LOSSGLASS_REDIS, LOSSGLASS_TOKEN } = process.env
  const { LOSSGLASS_WEBHOOK_HOSTS, LOSSGLASS_TRUSTED_PROXY, INIT_CWD } = process.env
  // What runs hold is for nobody else on this machine to read.
  process.umask(0o077)
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
  const port = portOf(flags.port ?? LOSSGLASS_PORT ?? '3000')
  const host = flags.host ?? LOSSGLASS_HOST ?? '127.0.0.1'
  const publicUrl = publicUrlIn(process.argv, process.env)
  const database = databaseOf(flags.db ?? LOSSGLASS_DB ?? 'data/lossglass.db', root)

  const pages = next({ dev: false, dir: root, hostname: host, port })
  const ready = pages.prepare().then(() => pages.getRequestHandler())
  const logFolders = (flags.logdir ?? []).map((folder) => resolve(INIT_CWD ?? process.cwd(), folder))
  const server = await startServer(
    {
      ...{ port, host, database, version, logFolders, token: LOSSGLASS_TOKEN, publicUrl },
      redis: flags.redis ?? LOSSGLASS_REDIS,
      webhookHosts: LOSSGLASS_WEBHOOK_HOSTS?.split(','),
      trustedProxies: listIn(flags['trusted-proxy'] ?? LOSSGLASS_TRUSTED_PROXY),
      mcpMayWrite: flags['mcp-allow-write'],
    },
    async (request, response) => {
      const handle = await ready
      await handle(request, response)
    },
  )
  let [newest] = (await server.services.store.listRuns({ limit: 1 })).map(({ run }) => run)
  if (!newest && !flags['no-demo'] && !flags.logdir) {
    newest = await server.services.startTraining(firstTraining)
    console.log(`Training a first run: ${server.url}/runs/${newest.id}`)
  }
  await ready
  await makePagesOnce(server.url, newest?.id, LOSSGLASS_TOKEN)

  let isClosing = false
  async function close(): Promise<void> {
    if (isClosing) process.exit(1)
    isClosing = true
    await server.close()
    process.exit(0)
  }
  process.on('SIGINT', close)
  process.on('SIGTERM', close)
  const known = publicUrl ? `, for others at ${publicUrl.address}` : ''
  console.log(`Lossglass ${version} is at ${server.url}${known}`)
})
