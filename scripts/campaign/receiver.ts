/** A webhook that takes every message and counts how often each incident was told. */
import { createServer } from 'node:http'
import type { Message } from '../../lib/notify/message.ts'

export type Receiver = {
  url: string
  /** How often each finding was told to be open, by run. */
  told(): Map<string, Map<string, number>>
  close(): void
}

export async function openReceiver(): Promise<Receiver> {
  const told = new Map<string, Map<string, number>>()
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const { event, incident, run } = JSON.parse(text) as Message
    if (event === 'finding-opened') {
      const ofRun = told.get(run.id) ?? new Map<string, number>()
      told.set(run.id, ofRun.set(incident, (ofRun.get(incident) ?? 0) + 1))
    }
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    told: () => told,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Makes it the webhook of a server, or of all that share its settings. */
export async function tellReceiver(server: string, { url }: Receiver): Promise<void> {
  const { settings } = (await (await fetch(`${server}/api/settings`)).json()) as {
    settings: { notifications: object }
  }
  const notifications = { ...settings.notifications, webhook: { url, form: 'json' } }
  const response = await fetch(`${server}/api/settings`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...settings, notifications }),
  })
  if (!response.ok) throw new Error(`The settings were not taken: ${await response.text()}`)
}
