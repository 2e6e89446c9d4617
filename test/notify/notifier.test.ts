import { describe, expect, it, vi } from 'vitest'
import { createNotifier } from '../../lib/notify/notifier.ts'
import type { Notifications } from '../../lib/settings.ts'
import { findingAt, opened, run, settingsWith } from './finding.ts'

const webhook = { url: 'http://example.org/hook', form: 'json' } as const

function notifierWith(notifications: Partial<Notifications> = {}, status = 200) {
  const sent: string[] = []
  const clock = { minute: 600 }
  const notifier = createNotifier({
    settings: () => settingsWith({ webhook, ...notifications }),
    readRun: async (id) => (id === 'a' ? run : null),
    url: 'http://127.0.0.1:3000',
    web: {
      async fetch(_url, init) {
        const { event, title } = JSON.parse(String(init.body))
        sent.push(`${event} ${title}`)
        return new Response(null, { status })
      },
      wait: async () => {},
    },
    minuteOfDay: () => clock.minute,
  })
  return { notifier, sent, clock }
}

describe('the notifier', () => {
  it('tells of an incident once, and once that it is over', async () => {
    const { notifier, sent } = notifierWith()
    notifier.committed([opened(412)])
    notifier.committed([opened(412, { evidence: { now: 1e6 } })])
    notifier.committed([opened(412, { resolvedStep: 500 })])
    await notifier.idle()
    expect(sent).toEqual([
      'finding-opened my <run>: Diverged at step 412',
      'finding-resolved my <run>: Diverged at step 412 (over)',
    ])
  })

  it.each<[string, Partial<Notifications>, Parameters<typeof opened>[1]]>([
    ['a piece of information', {}, { severity: 'info' }],
    ['a warning where only what is critical is told', { from: 'critical' }, { severity: 'warning' }],
    ['what was acknowledged', {}, { acknowledgedAt: 5 }],
    ['anything without a webhook', { webhook: null }, {}],
    ['the end of what nobody was told', {}, { resolvedStep: 500 }],
  ])('does not tell of %s', async (_what, notifications, changes) => {
    const { notifier, sent } = notifierWith(notifications)
    notifier.committed([opened(412, changes)])
    await notifier.idle()
    expect(sent).toEqual([])
  })

  it('keeps still in quiet hours, and tells afterwards of what is still open', async () => {
    const { notifier, sent, clock } = notifierWith({ quiet: { from: 1320, to: 420 } })
    clock.minute = 0
    notifier.committed([opened(1), opened(2), opened(1, { resolvedStep: 9 })])
    notifier.tick()
    await notifier.idle()
    expect(sent).toEqual([])
    clock.minute = 420
    notifier.tick()
    await notifier.idle()
    expect(sent).toEqual(['finding-opened my <run>: Diverged at step 2'])
  })

  it('does not tell again after a restart, but tells when it is over', async () => {
    const { notifier, sent } = notifierWith()
    notifier.remember([findingAt(412)])
    notifier.committed([opened(412), opened(412, { resolvedStep: 500 })])
    await notifier.idle()
    expect(sent).toEqual(['finding-resolved my <run>: Diverged at step 412 (over)'])
  })

  it('gives up on a webhook that refuses, says so, and goes on', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { notifier, sent } = notifierWith({}, 404)
    notifier.committed([opened(1), opened(2)])
    await notifier.idle()
    expect(sent).toHaveLength(2)
    expect(printed.mock.calls.flat().join()).toContain('The webhook answered 404.')
    printed.mockRestore()
  })

  it('sends a trial at once, and says why it failed', async () => {
    const { notifier, sent } = notifierWith()
    expect(await notifier.test()).toBe(null)
    expect(sent).toEqual(['test Lossglass: this is a test'])
    expect(await notifierWith({}, 500).notifier.test()).toBe('The webhook answered 500.')
    expect(await notifierWith({ webhook: null }).notifier.test()).toContain('There is no webhook yet')
  })
})
