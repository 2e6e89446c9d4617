/** What verbs answer, for people: lines of a terminal. The answers have been made printable. */
import { formatDuration, formatNumber, formatWhole, isoTime, plural } from '../../lib/format.ts'
import { numberFromJson } from '../../lib/number.ts'
import type { annotateRun } from '../../lib/verbs/annotate-run.ts'
import type { compareRuns } from '../../lib/verbs/compare-runs.ts'
import type { describeRun } from '../../lib/verbs/describe-run.ts'
import type { listFindings } from '../../lib/verbs/list-findings.ts'
import type { listRuns } from '../../lib/verbs/list-runs.ts'
import type { readHistory } from '../../lib/verbs/read-history.ts'
import type { readPoints } from '../../lib/verbs/read-points.ts'
import type { stopRun } from '../../lib/verbs/stop-run.ts'
import type { AnswerOf } from '../../lib/verbs/verb.ts'
import { type Colour, colourOf, column, fitted, paint } from './paint.ts'

export type Screen = { columns: number; isColoured: boolean }
type Value = number | string | null

const number = (value: Value): string =>
  value === null ? '–' : formatNumber(numberFromJson(value) ?? Number.NaN)
const marks = { critical: '✗', warning: '!', fine: '·' } as const
const markOf = (attention: string | null) => marks[(attention ?? 'fine') as keyof typeof marks]
const widest = (texts: readonly string[], most: number) =>
  Math.min(most, Math.max(0, ...texts.map((text) => Array.from(text).length)))

function runs({ runs, counts }: AnswerOf<typeof listRuns>, { columns, isColoured }: Screen): string[] {
  const need = counts.critical + counts.warning
  // Of the others some may have a note: they are not all said to be fine.
  const needing = need === 0 ? 'none needs' : need === 1 ? '1 needs' : `${need} need`
  const sum = `${plural(counts.matched, 'run')}${counts.matched === 0 ? '' : `: ${needing} you`}.`
  const [names, metrics] = [
    runs.map(({ name }) => name),
    runs.map(({ metric }) => (metric ? `${metric.name} ${number(metric.last)}` : '')),
  ]
  const [nameWidth, metricWidth] = [widest(names, 32), widest(metrics, 28)]
  const rows = runs.map(({ name, status, attention, headline }, i) => {
    const start = `${markOf(attention)} ${column(name, nameWidth)}  ${column(status, 8)}  ${column(metrics[i] ?? '', metricWidth)}  `
    return paint(fitted(start + headline, columns), colourOf(attention), isColoured)
  })
  return [paint(sum, 'bold', isColoured), ...rows]
}

function run(answer: AnswerOf<typeof describeRun>, screen: Screen): string[] {
  const { name, id, project, status, attention, headline, loss, params, metrics, findings, tags } = answer
  const bold = (text: string) => paint(text, 'bold', screen.isColoured)
  const progress = answer.progress === null ? [] : [`${Math.round(100 * answer.progress)} % of its steps`]
  const left = answer.seconds_left === null ? [] : [`${formatDuration(1000 * answer.seconds_left)} left`]
  const facts = [
    `id ${id}, project ${project}${answer.group === null ? '' : `, sweep ${answer.group}`}`,
    [`started ${isoTime(answer.started_at)}`, ...progress, ...left].join(', '),
    ...(loss === null ? [] : [`loss ${loss}`]),
    ...(Object.keys(params).length
      ? [
          Object.entries(params)
            .map(([key, value]) => `${key} ${value}`)
            .join(', '),
        ]
      : []),
    ...(tags.length ? [`tags ${tags.join(', ')}`] : []),
    ...(answer.notes ? [answer.notes] : []),
  ]
  const width = widest(
    metrics.map(({ name }) => name),
    40,
  )
  const rows = metrics.map(({ name, last, step, best, non_finite }) => {
    const bestText = best ? `best ${number(best.value)} at step ${formatWhole(best.step)}` : ''
    const odd = non_finite ? `${formatWhole(non_finite)} not finite` : ''
    const told = [bestText, odd].filter(Boolean).join(', ')
    return `  ${column(name, width)}  ${column(number(last), 10)} at step ${formatWhole(step)}${told ? `, ${told}` : ''}`
  })
  return [
    `${bold(name)}  ${status}`,
    paint(headline, colourOf(attention), screen.isColoured),
    ...facts.map((fact) => `  ${fact}`),
    ...(rows.length ? ['', ...rows] : []),
    ...findings.flatMap((finding) => ['', ...findingLines(finding, screen, false)]),
  ]
}

type Told = AnswerOf<typeof listFindings>['findings'][number]

function findingLines(finding: Told, { isColoured }: Screen, isRunNamed: boolean): string[] {
  const { severity, title, happened, causes, suggestions, state, run_name, series } = finding
  const where = isRunNamed ? `${run_name}: ` : ''
  const known = state === 'known' ? ', known' : ''
  return [
    `${paint(where + title, colourOf(severity), isColoured)} (${severity}${known}, ${series})`,
    `  ${happened}`,
    ...causes.map((cause) => `  Cause: ${cause}`),
    ...suggestions.map((suggestion) => `  Try: ${suggestion}`),
  ]
}

function findings({ findings }: AnswerOf<typeof listFindings>, screen: Screen): string[] {
  if (findings.length === 0) return ['Nothing found.']
  return findings.flatMap((finding, i) => [...(i ? [''] : []), ...findingLines(finding, screen, true)])
}

function points({ series }: AnswerOf<typeof readPoints>): string[] {
  return series.flatMap(({ name, count, steps, values }) => [
    `${name}: ${steps.length} of ${plural(count, 'point')}`,
    ...steps.map((step, i) => `  ${String(step).padStart(10)}  ${number(values[i] as Value)}`),
  ])
}

function verdict({ verdict }: AnswerOf<typeof compareRuns>, { isColoured }: Screen): string[] {
  const { sentence, evidence, doubts, disagreement, standings, metric } = verdict
  const own = standings.filter((row) => row.metric === metric)
  const width = widest(
    own.map(({ setup }) => String(setup)),
    50,
  )
  const rows = own.map(({ setup, runs, mean, low_95, high_95 }) => {
    const range = low_95 === null ? '' : `  [${number(low_95 as Value)}, ${number(high_95 as Value)}]`
    return `  ${column(String(setup), width)}  ${number(mean as Value)}${range}  over ${plural(Number(runs), 'run')}`
  })
  return [
    paint(sentence, 'bold', isColoured),
    ...(disagreement === null ? [] : [disagreement]),
    ...evidence,
    ...doubts,
    ...(rows.length ? ['', `${metric}:`, ...rows] : []),
  ]
}

function history({ history }: AnswerOf<typeof readHistory>): string[] {
  if (history.length === 0) return ['Nothing is known of its history.']
  return history.map(
    ({ time, step, text }) =>
      `${isoTime(time)}${step === null ? '' : `  step ${formatWhole(step)}`}  ${text}`,
  )
}

function stopped({ name }: AnswerOf<typeof stopRun>): string[] {
  return [`${name} was asked to stop; it ends by itself, and lossglass show tells when it has.`]
}

function noted({ annotation }: AnswerOf<typeof annotateRun>): string[] {
  return [
    `Noted${annotation.step === null ? '' : ` at step ${formatWhole(annotation.step)}`}: ${annotation.text}`,
  ]
}

const tellings = {
  ...{ list_runs: runs, describe_run: run, read_points: points, list_findings: findings },
  ...{ compare_runs: verdict, read_history: history, stop_run: stopped, annotate_run: noted },
}

/** The lines, what was left out, and the page. */
export function tellingOf(verb: string, answer: unknown, screen: Screen): string[] {
  const { left_out = [], page } = answer as { left_out?: string[]; page: string }
  const tell = tellings[verb as keyof typeof tellings] as (answer: unknown, screen: Screen) => string[]
  const soft: Colour = 'dim'
  return [
    ...tell(answer, screen),
    ...(left_out.length
      ? ['', ...left_out.map((one) => paint(`Left out: ${one}`, soft, screen.isColoured))]
      : []),
    page,
  ]
}
