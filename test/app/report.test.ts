import fc from 'fast-check'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { oneFile } from '../../app/report/one-file.ts'
import { Report } from '../../app/report/report.tsx'
import type { ReportData } from '../../app/report/report-data.ts'
import { comparedRunOf, packRuns } from '../../lib/compare/packed-runs.ts'
import { factsOf } from '../../lib/recorder/facts.ts'
import type { RunEvent } from '../../lib/run.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'

const nasty = fc.constantFrom(
  '</script>',
  '<!--',
  '</main>',
  '<b>',
  '"',
  "'",
  '&lt;',
  '\u2028',
  '__proto__',
  '\0',
)
const text = fc.string({
  unit: fc.oneof(nasty, fc.string({ unit: 'grapheme', maxLength: 4 })),
  minLength: 1,
  maxLength: 8,
})
const value = fc.oneof(text, fc.double(), fc.boolean())
const said = fc.record({
  name: text,
  notes: text,
  tags: fc.array(text, { maxLength: 3 }),
  params: fc.dictionary(text, value, { maxKeys: 4 }),
  environment: fc.dictionary(text, text, { maxKeys: 3 }),
  loss: fc.record({ id: fc.constantFrom('mse', 'mae', '<b>'), params: fc.constant({}) }),
})
const values = fc.float64Array({ minLength: 1, maxLength: 30 })

type Said = {
  name: string
  notes: string
  tags: string[]
  params: Record<string, string | number | boolean>
} & {
  environment: Record<string, string>
  loss: { id: string; params: Record<string, never> }
}

/** The data of a report of runs that say this of themselves. */
async function dataOf(
  all: readonly { said: Said; values: Float64Array; series: string }[],
): Promise<ReportData> {
  const store = createMemoryStore()
  for (const [at, { said, values, series }] of all.entries()) {
    const steps = Float64Array.from(values.keys())
    const points = { name: series, steps, values, times: steps }
    const id = `run-${at}`
    const events: RunEvent[] = [
      { type: 'run-started', run: { id, ...said }, time: 0 },
      { type: 'points', runId: id, series: [points, { ...points, name: 'val/loss' }] },
    ]
    await store.append(events, new Map())
  }
  const records = await store.readRuns(all.map((_, at) => `run-${at}`))
  const runs = records.map((record) => ({ compared: comparedRunOf(record), findings: record.findings }))
  const series = [...new Set([...all.map((one) => one.series), 'val/loss'])]
  return {
    ...{
      version: '1',
      madeAt: 0,
      search: `runs=${records.map(({ run }) => run.id)}`,
      matrix: null,
      differences: null,
      missing: [],
      beyond: 0,
    },
    packed: packRuns(runs),
    drawn: await store.readDrawn({ runs: records.map(({ run }) => run.id), series, buckets: 20 }),
    averages: new Map(),
    about: records.map(({ run, findings }) => ({
      ...{ id: run.id, notes: run.notes, environment: run.environment, findings, facts: factsOf(run) },
      ...{ spans: [], lastPointAt: 0, heardAt: null, replaced: 0 },
      annotations: [{ id: 'a', step: 1, time: 0, text: run.notes || 'said', author: 'page' as const }],
    })),
  }
}

const unescaped = (html: string) =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')

describe('a report', () => {
  it('names the runs that there are not, and counts those that it has no room for', async () => {
    const html = renderToString(
      createElement(Report, { ...(await dataOf([])), missing: ['gone', '<b>'], beyond: 3 }),
    )
    const words = unescaped(html)
    expect(words).toContain('There are no runs "gone" and "<b>": deleted, or a slip in the address.')
    expect(words).toContain('3 more runs are left out.')
  })

  it('of one run or more says any name as it is, holds one script, which is its data, and opens no comment', async () => {
    const one = fc.record({ said, values, series: text })
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 3 }), async (all) => {
        const page = renderToString(createElement(Report, await dataOf(all)))
        const html = await oneFile({ page, title: 'a', readStyle: async () => '' })
        expect(html.match(/<script/g)).toHaveLength(1)
        expect(html.match(/<\/main>/g)).toHaveLength(1)
        expect(html).not.toContain('<!--')
        expect(html).not.toContain('cannot be drawn')
        const json = /<script[^>]*>(.*)<\/script>/s.exec(html)?.[1] ?? ''
        const { runs } = JSON.parse(json) as { runs: { name: string; notes: string }[] }
        expect(runs.map(({ name }) => name)).toEqual(all.map(({ said: { name } }) => name))
        expect(runs.map(({ notes }) => notes)).toEqual(all.map(({ said: { notes } }) => notes))
        const words = unescaped(html.replace(json, ''))
        // Of a blank name there is nothing to read: its id stands there.
        for (const {
          said: { name, notes, tags },
        } of all)
          for (const word of [name.trim() && name, notes, ...tags]) expect(words).toContain(word)
      }),
      { numRuns: 60 },
    )
  })
})
