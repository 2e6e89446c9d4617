/** Serves the dashboard; run by `npm start`. */
import next from 'next'
import { root } from '../lib/root.ts'
import { startServer } from '../lib/server/server.ts'
import { command } from './command.ts'
import { startOptions } from './start-options.ts'
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

/**
 * Makes the pages of the live path once. The first time compiles them, up to half a second in which nobody else is answered:
 * better now than while somebody trains.
 */
async function makePagesOnce(url: string, runId: string | undefined, token: string | undefined) {
  const headers: HeadersInit = token ? { authorization: `Bearer ${token}` } : {}
  for (const path of ['/', `/runs/${runId ?? '-'}`]) await (await fetch(url + path, { headers })).text()
}

await command(async () => {
  // What runs hold is for nobody else on this machine to read.
  process.umask(0o077)
  const { isDemo, ...options } = startOptions()
  const { host, port, token, publicUrl } = options

  const pages = next({ dev: false, dir: root, hostname: host, port })
  const ready = pages.prepare().then(() => pages.getRequestHandler())
  const server = await startServer({ ...options, version }, async (request, response) => {
    const handle = await ready
    await handle(request, response)
  })
  let [newest] = (await server.services.store.listRuns({ limit: 1 })).map(({ run }) => run)
  if (!newest && isDemo) {
    newest = await server.services.startTraining(firstTraining)
    console.log(`Training a first run: ${server.url}/runs/${newest.id}`)
  }
  await ready
  await makePagesOnce(server.url, newest?.id, token)

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
