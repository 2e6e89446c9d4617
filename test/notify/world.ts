/** A notifier with a clock that a test moves, a shelf for a store, and a webhook that answers as a test says. */
import type { Message } from '../../lib/notify/message.ts'
import { createNotifier } from '../../lib/notify/notifier.ts'
import type { Finding, Run, RunEvent } from '../../lib/run.ts'
import type { Notifications } from '../../lib/settings/settings.ts'
import { run, settingsWith } from './finding.ts'

export const webhook = { url: 'http://example.org/hook', form: 'json' } as const

/** A row of the store, and the findings and runs that are stored. */
export const shelf = () => ({ row: null as string | null, findings: [] as Finding[], runs: [run] as Run[] })

export const newsIn = (events: readonly RunEvent[]) =>
  new Set(events.flatMap((event) => (event.type === 'finding' ? [event.finding.id] : [])))

export async function notifierWith(
  notifications: Partial<Notifications> = {},
  status = 200,
  stored = shelf(),
) {
  const sent: string[] = []
  const messages: Message[] = []
  const world = { minute: 600, now: 0, status, settings: settingsWith({ webhook, ...notifications }) }
  const created = createNotifier({
    settings: () => world.settings,
    readRun: async (id) => stored.runs.find((one) => one.id === id) ?? null,
    readEnded: async (ids) =>
      ids
        .flatMap((id) => stored.runs.filter((one) => one.id === id))
        .map((one) => ({ run: one, headline: 'Went on.' })),
    readFinding: async (id) => stored.findings.find((finding) => finding.id === id) ?? null,
    kept: {
      async write(text) {
        stored.row = text
      },
    },
    url: 'http://127.0.0.1:3000',
    async fetch(_url, init) {
      const message = JSON.parse(String(init.body)) as Message
      messages.push(message)
      sent.push(`${message.event} ${message.title}`)
      return new Response(null, { status: world.status })
    },
    now: () => world.now,
    minuteOfDay: () => world.minute,
  })
  await created.takeUp(stored.row)
  /** What is found is found for the first time, unless a test says otherwise. */
  const notifier = {
    ...created,
    committed: (events: readonly RunEvent[], news: ReadonlySet<string> | null = newsIn(events)) =>
      created.committed(events, news),
  }
  async function pass(ms: number): Promise<string[]> {
    world.now += ms
    notifier.tick()
    await notifier.idle()
    return sent
  }
  return { notifier, sent, messages, world, pass }
}
