import { expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { createRecorder } from '../../lib/recorder/recorder.ts'
import type { RunEvent } from '../../lib/run.ts'
import { stands } from '../detectors/curves.ts'
import { points, started } from '../store/points.ts'
import { ended, watchedStore } from './recording.ts'

/** What was published and announced of findings, with what of it was news. */
function told(store = watchedStore()) {
  const log: string[] = []
  const write = (what: string) => (events: readonly RunEvent[], news: ReadonlySet<string>) => {
    for (const event of events)
      if (event.type === 'finding')
        log.push(`${what} ${news.has(event.finding.id) ? 'news' : 'known'} ${event.finding.step}`)
  }
  const recorder = createRecorder({
    ...{ store: store.store, factsOf: () => noFacts, now: () => 0, publish: write('published') },
    async announce(events, news) {
      write('announced')(events, news)
    },
    recant: (_events, isSure) => void log.push(isSure ? 'recanted' : 'in doubt'),
  })
  return { log, recorder, store }
}
const logged = (step: number, value: number) => points('a', 'train/loss', [step], [value])

it('a finding is news once, before and after its commit, however it grows', async () => {
  const { log, recorder } = told()
  await recorder.record([started('a')])
  for (let step = 0; step < 12; step++) await recorder.record([logged(step, step < 2 ? 1 : Number.NaN)])
  expect(log).toEqual(['announced news 2', 'published news 2', 'announced known 2', 'published known 2'])
})

it('a finding whose commit failed is news again', async () => {
  const { log, recorder, store } = told()
  await recorder.record([started('a'), logged(0, 1)])
  store.plan.broken = 1
  await expect(recorder.record([logged(1, Number.NaN)])).rejects.toThrow('no space')
  await recorder.record([logged(1, Number.NaN)])
  expect(log).toEqual(['announced news 1', 'in doubt', 'announced news 1', 'published news 1'])
})

it.each(['finished', 'failed'] as const)(
  'a note is news again where it is a warning at the end: %s',
  async (status) => {
    const { log, recorder, store } = told()
    const values = stands(300, 0.01)
    const steps = values.map((_, step) => step)
    await recorder.record([started('a'), points('a', 'train/loss', steps, values)])
    const before = log.length
    await recorder.record([ended('a', status)])
    const found = (await store.store.readRun('a'))?.findings.find(({ code }) => code === 'not-learning')
    const isSure = status === 'finished'
    expect(found).toMatchObject({ severity: isSure ? 'warning' : 'info', resolvedStep: null })
    expect(log.slice(before)).toEqual(isSure ? ['announced news 147', 'published news 147'] : [])
  },
)

it('a server that did not hear of it finds no news in what another has stored', async () => {
  const first = told()
  await first.recorder.record([started('a'), logged(0, 1), logged(1, Number.NaN)])
  const second = told(first.store)
  for (let step = 2; step < 12; step++) await second.recorder.record([logged(step, Number.NaN)])
  expect(second.log).toEqual(['announced known 1', 'published known 1'])
})
