import { describe, expect, it, vi } from 'vitest'
import type { RunEvent } from '../../lib/run.ts'
import type { Notifications } from '../../lib/settings/settings.ts'
import { findingAt, opened, run, settingsWith } from './finding.ts'
import { notifierWith, shelf, webhook } from './world.ts'

const seen = (step: number): RunEvent => ({
  type: 'finding-acknowledged',
  runId: 'a',
  findingId: findingAt(step).id,
  time: 1,
})

describe('the notifier', () => {
  it('tells of an incident once, and once that it is over', async () => {
    const { notifier, pass } = await notifierWith()
    notifier.committed([opened(412)])
    notifier.committed([opened(412, { evidence: { now: 1e6 } })])
    notifier.committed([opened(412, { resolvedStep: 500 })])
    expect(await pass(0)).toEqual([
      'finding-opened my <run>: Diverged at step 412',
      'finding-resolved my <run>: Diverged at step 412 (over)',
    ])
  })

  it('tells of the same trouble in training and validation once, and of its end when both are over', async () => {
    const { notifier, pass } = await notifierWith()
    const inValidation = { id: 'v', series: 'val/loss' }
    notifier.committed([opened(412), opened(420, inValidation), opened(412, { resolvedStep: 500 })])
    expect(await pass(0)).toEqual(['finding-opened my <run>: Diverged at step 412'])
    notifier.committed([opened(420, { ...inValidation, resolvedStep: 510 })])
    expect((await pass(0)).slice(1)).toEqual(['finding-resolved my <run>: Diverged at step 412 (over)'])
    notifier.committed([
      opened(600, { ...inValidation, id: 'w' }),
      opened(600, { id: 'n', code: 'non-finite' }),
    ])
    expect((await pass(0)).slice(2)).toHaveLength(2)
  })

  it('tells of the same trouble elsewhere when the run was begun anew', async () => {
    const { notifier, pass } = await notifierWith()
    notifier.committed([opened(412), { type: 'run-ended', runId: 'a', status: 'failed', time: 1 }])
    notifier.committed([opened(20, { id: 'v', series: 'val/loss' })])
    expect(await pass(0)).toHaveLength(2)
  })

  it('tells of the same trouble elsewhere where nobody heard of the first', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { notifier, world, pass } = await notifierWith({}, 404)
    notifier.committed([opened(412)])
    expect(await pass(0)).toHaveLength(1)
    world.status = 200
    notifier.committed([opened(420, { id: 'v', series: 'val/loss' })])
    expect((await pass(0)).slice(1)).toEqual(['finding-opened my <run>: Diverged at step 420'])
    printed.mockRestore()
  })

  it.each<[string, Partial<Notifications>, Parameters<typeof opened>[1]]>([
    ['a piece of information', {}, { severity: 'info' }],
    ['a warning where only what is critical is told', { from: 'critical' }, { severity: 'warning' }],
    ['what was acknowledged', {}, { acknowledgedAt: 5 }],
    ['anything without a webhook', { webhook: null }, {}],
    ['the end of what nobody was told', {}, { resolvedStep: 500 }],
    ['a run that was deleted meanwhile', {}, { runId: 'b' }],
  ])('does not tell of %s', async (_what, notifications, changes) => {
    const { notifier, pass } = await notifierWith(notifications)
    notifier.committed([opened(412, changes)])
    expect(await pass(0)).toEqual([])
  })

  it('keeps still in quiet hours, and tells afterwards of what is still open and was not seen', async () => {
    const { notifier, world, pass } = await notifierWith({ quiet: { from: 1320, to: 420 } })
    world.minute = 0
    notifier.committed([opened(1), opened(2), opened(3), opened(1, { resolvedStep: 9 }), seen(3)])
    expect(await pass(0)).toEqual([])
    world.minute = 420
    expect(await pass(0)).toEqual(['finding-opened my <run>: Diverged at step 2'])
    notifier.committed([opened(3), opened(3, { resolvedStep: 9 })])
    expect(await pass(0)).toHaveLength(1)
  })

  it('does not tell in quiet hours that something is over, but afterwards', async () => {
    const { notifier, world, pass } = await notifierWith({ quiet: { from: 1320, to: 420 } })
    notifier.committed([opened(1)])
    expect(await pass(0)).toHaveLength(1)
    world.minute = 0
    notifier.committed([opened(1, { resolvedStep: 9 })])
    expect(await pass(0)).toHaveLength(1)
    world.minute = 420
    expect((await pass(0))[1]).toContain('finding-resolved')
  })

  it('gives up on a webhook that refuses, says so, and goes on', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { notifier, world, pass } = await notifierWith({}, 404)
    notifier.committed([opened(1), opened(2)])
    expect(await pass(0)).toHaveLength(2)
    expect(printed.mock.calls.flat().join()).toContain('The webhook answered 404.')
    world.status = 200
    notifier.committed([opened(1), opened(1, { resolvedStep: 9 })])
    expect(await pass(1e9)).toHaveLength(2)
    printed.mockRestore()
  })

  it('forgets what waits when the webhook is taken away', async () => {
    const { notifier, world, pass } = await notifierWith({}, 500)
    notifier.committed([opened(1)])
    expect(await pass(0)).toHaveLength(1)
    world.settings = settingsWith({ webhook: null })
    expect(await pass(1e6)).toHaveLength(1)
    world.settings = settingsWith({ webhook })
    expect(await pass(1e6)).toHaveLength(1)
  })

  it('sends a trial at once, and says why it failed', async () => {
    const { notifier, sent } = await notifierWith()
    expect(await notifier.test()).toBe(null)
    expect(sent).toEqual(['test Lossglass: this is a test'])
    expect(await (await notifierWith({}, 500)).notifier.test()).toBe('The webhook answered 500.')
    const without = await notifierWith({ webhook: null })
    expect(await without.notifier.test()).toContain('There is no webhook yet')
  })
})

describe('a notifier that is opened again', () => {
  it('does not tell of what was told, but tells when it is over', async () => {
    const { notifier, pass } = await notifierWith()
    notifier.remember(run, [findingAt(412)])
    notifier.committed([opened(412), opened(412, { resolvedStep: 500 })])
    expect(await pass(0)).toEqual(['finding-resolved my <run>: Diverged at step 412 (over)'])
  })

  it('does not tell of the end of what was worth no message', async () => {
    const { notifier, pass } = await notifierWith()
    notifier.remember(run, [findingAt(412, { severity: 'info' })])
    notifier.committed([opened(412, { severity: 'info', resolvedStep: 500 })])
    expect(await pass(0)).toEqual([])
  })

  it('goes on with what it could not send, in order, and with nothing else', async () => {
    const stored = shelf()
    const before = await notifierWith({}, 500, stored)
    before.notifier.committed([opened(1), opened(2), opened(2, { resolvedStep: 9 })])
    await before.pass(0)
    await before.notifier.close()
    stored.findings = [findingAt(1), findingAt(2, { resolvedStep: 9 })]
    const after = await notifierWith({}, 200, stored)
    after.notifier.remember(run, [findingAt(1)])
    expect(await after.pass(0)).toEqual([
      'finding-opened my <run>: Diverged at step 1',
      'finding-opened my <run>: Diverged at step 2',
      'finding-resolved my <run>: Diverged at step 2 (over)',
    ])
    await after.notifier.close()
    expect(stored.row).toBe('[]')
  })

  it('tells in the morning of what was found before it was opened', async () => {
    const stored = shelf()
    const quiet = { quiet: { from: 1320, to: 420 } }
    const before = await notifierWith({ quiet: { from: 590, to: 610 } }, 200, stored)
    before.notifier.committed([opened(1)])
    expect(await before.pass(0)).toEqual([])
    await before.notifier.close()
    stored.findings = [findingAt(1)]
    expect(await (await notifierWith(quiet, 200, stored)).pass(0)).toHaveLength(1)
  })
})
