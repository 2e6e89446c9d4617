/** `describe_run`: what one run is, how it stands and what was found, in few words. */
import { z } from 'zod'
import { byWeight } from '../detectors/words/headline.ts'
import { step, texts, value } from '../http/answer-parts.ts'
import { cut } from '../refusal.ts'
import type { RunRecord } from '../store/store.ts'
import { progressOf, timeLeft } from '../summary/headline.ts'
import { mainSeries } from '../summary/main-metric.ts'
import { runSummary } from '../summary/run-summary.ts'
import { glanceAt } from './glance.ts'
import { glance } from './list-runs.ts'
import { namedRun } from './named-run.ts'
import { leftOut, more, page, run } from './parts.ts'
import { findingAnswer, toldFinding } from './told-finding.ts'
import { verb } from './verb.ts'

const most = { metrics: 12, params: 20, findings: 3, tags: 20, letters: 500 } as const

const metric = z.strictObject({
  ...{ name: z.string(), last: value, step, count: z.int(), non_finite: z.int() },
  best: z.strictObject({ value, step }).nullable().describe('Null where no value is known to be better.'),
})

/** Its main metrics first, then those that can be good or bad, each in their order. */
function metricsOf(record: RunRecord) {
  const { run, series } = record
  const { best } = runSummary(record)
  const main = mainSeries(
    series.map(({ name }) => name),
    run,
  )
  const weight = ({ name }: { name: string }) => (main.includes(name) ? 2 : best[name] ? 1 : 0)
  return series
    .toSorted((a, b) => weight(b) - weight(a))
    .map(({ name, last, count, nonFinite }) => ({
      ...{ name, last: last.value, step: last.step, count, non_finite: nonFinite },
      best: best[name] ? { value: best[name].value, step: best[name].step } : null,
    }))
}

export const describeRun = verb({
  name: 'describe_run',
  command: 'show',
  places: ['run'],
  title: 'One run: how it stands, its metrics, what was found',
  description:
    'Describes one run in few tokens: status, headline, parameters, newest and best value of its metrics, and its weightiest findings with their likely causes.',
  input: z.strictObject({ run }),
  output: z.strictObject({
    ...glance,
    ...{ group: z.string().nullable(), seed: z.number().nullable(), tags: texts, notes: z.string() },
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    started_at: z.number().describe('Milliseconds since 1970.'),
    ended_at: z.number().nullable(),
    reason: z.string().nullable().describe('Why it ended, or was asked to stop.'),
    progress: z.number().nullable().describe('Share of the planned steps that are done.'),
    seconds_left: z.number().nullable(),
    metrics: z.array(metric),
    findings: z.array(findingAnswer),
    left_out: leftOut,
    page,
  }),
  isReadOnly: true,
  async run({ run: named }, { store, now, address }) {
    const record = await namedRun(store, named)
    const { run, series, findings } = record
    const { latest } = runSummary(record)
    const times = series.map(({ last }) => last.time)
    const left = timeLeft(run, latest, times.length ? Math.max(...times) : null)
    const params = Object.entries(run.params)
    const reason = run.reason ?? run.stopAsked?.reason ?? null
    const texts = [run.notes, reason ?? '', ...params.map(([, value]) => String(value))]
    const short = <T>(value: T) => (typeof value === 'string' ? cut(value, most.letters) : value)
    const ask = `ask list_findings with run ${JSON.stringify(run.id)}, state all and severity info.`
    return {
      ...glanceAt(record, now()),
      ...{ group: run.group, seed: run.seed, tags: run.tags.slice(0, most.tags), notes: short(run.notes) },
      params: Object.fromEntries(params.slice(0, most.params).map(([name, value]) => [name, short(value)])),
      ...{ started_at: run.startedAt, ended_at: run.endedAt, reason: short(reason) },
      progress: progressOf(run, latest),
      seconds_left: left === null ? null : Math.round(left / 1000),
      metrics: metricsOf(record).slice(0, most.metrics),
      findings: byWeight(findings)
        .slice(0, most.findings)
        .map((finding) => toldFinding(finding, record, now())),
      left_out: [
        ...more(series.length - most.metrics, 'metric', 'name them in read_points.'),
        ...more(params.length - most.params, 'parameter', 'the page has them.'),
        ...more(findings.length - most.findings, 'finding', ask),
        ...more(run.tags.length - most.tags, 'tag', 'the page has them.'),
        ...(texts.some((text) => text.length > most.letters)
          ? ['The ends of texts that end in "…": the page has them.']
          : []),
      ],
      page: `${address}/runs/${encodeURIComponent(run.id)}`,
    }
  },
})
