/** A webhook on a port of its own that answers as a test says. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PUT as putSettings } from '../../app/api/settings/route.ts'
import { defaultSettings, type Notifications } from '../../lib/settings/settings.ts'
import { read, send } from '../api/serving.ts'

export type Told = { event: string; incident: string; title: string; run: { id: string; url: string } }

/** `answer` gives the status of a try; null for an answer that never comes. */
export async function openHook(answer: (told: Told, tries: number) => number | null = () => 200) {
  /** Every try, and those that were answered with success. */
  const tried: Told[] = []
  const taken: Told[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const told = JSON.parse(body) as Told
    tried.push(told)
    const status = answer(told, tried.filter((one) => one.event === told.event).length)
    if (status === null) return
    if (status < 300) taken.push(told)
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    tried,
    taken,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Saves a webhook as the settings page does. */
export async function tell(url: string, rest: Partial<Notifications> = {}): Promise<void> {
  const webhook = { url, form: 'json' } as const
  const notifications = { ...defaultSettings.notifications, webhook, ...rest }
  const { status } = await read(putSettings(send({ ...defaultSettings, notifications }, 'PUT')))
  if (status !== 200) throw new Error(`The settings were answered with ${status}.`)
}
