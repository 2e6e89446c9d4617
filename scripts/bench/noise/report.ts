/** The tables of what was measured. */
import { median } from '../quantile.ts'
import { isLoud } from './listen.ts'
import { noiseKinds } from './noises.ts'
import { isMissed, type Scored } from './score.ts'
import { shapeNames } from './shapes.ts'
import { type Stream, streamRows } from './streams.ts'
import { troubleCases } from './troubles.ts'
import { percent, sizeText } from './words.ts'

const lengths = [300, 1000, 10_000, 100_000, 1_000_001]

/** How many healthy runs are flagged at warning or worse, and by what. */
export function healthyLines(all: readonly Scored[]): string[] {
  const runs = all.filter(({ kind }) => kind === 'healthy')
  const groups: [string, Scored[]][] = [
    ['all', runs],
    ...shapeNames.map((name): [string, Scored[]] => [name, runs.filter(({ shape }) => shape === name)]),
    ...noiseKinds.map((name): [string, Scored[]] => [name, runs.filter(({ noise }) => noise.kind === name)]),
    ...lengths.slice(1).map((to, i): [string, Scored[]] => {
      const from = lengths[i] as number
      return [`${brief(from)} to ${brief(to)} rows`, runs.filter(({ rows }) => rows >= from && rows < to)]
    }),
  ]
  return [
    line('healthy runs', 'runs', 'flagged', 'per 1,000 rows', 'flagged by (runs)'),
    ...groups.filter(([, found]) => found.length > 0).map(healthyLine),
  ]
}

function healthyLine([title, runs]: [string, Scored[]]): string {
  const flagged = runs.filter(({ falseAlarms }) => falseAlarms.length > 0)
  const alarms = flagged.reduce((sum, run) => sum + run.falseAlarms.length, 0)
  const rows = runs.reduce((sum, run) => sum + run.rows, 0)
  return line(
    `  ${title}`,
    runs.length,
    percent(flagged.length / runs.length),
    ((1000 * alarms) / rows).toFixed(4),
    counted(flagged.flatMap((run) => [...new Set(run.falseAlarms.map(({ code }) => code))])),
  )
}

/** How often and how soon each trouble is found, and how often it is with no false alarm before. */
export function troubleLines(all: readonly Scored[]): string[] {
  return [
    line('troubles', 'runs', 'found', 'nothing before', 'median delay; other alarms where missed (runs)'),
    ...troubleCases.map(({ kind, size }) => {
      const runs = all.filter((run) => run.kind === kind && run.size === size)
      const found = runs.filter(({ answer }) => answer)
      const clean = found.filter(({ falseAlarms }) => falseAlarms.length === 0)
      const others = runs
        .filter(isMissed)
        .flatMap((run) => [...new Set([...run.falseAlarms, ...run.others].map(({ code }) => code))])
      return line(
        `  ${kind}, ${sizeText(kind, size)}`,
        runs.length,
        percent(found.length / runs.length),
        percent(clean.length / runs.length),
        [delayText(found), notedText(runs), counted(others)].filter(Boolean).join('; '),
      )
    }),
  ]
}

function delayText(runs: readonly Scored[]): string {
  const delays = runs.flatMap(({ answer, onsetStep, rows, kind }) =>
    answer ? [{ delay: answer.step - (onsetStep ?? 0), rows, kind }] : [],
  )
  if (!delays.length) return ''
  const share = percent(median(delays.map(({ delay, rows }) => delay / rows)))
  return delays[0]?.kind === 'stuck' ? `${share}, ${median(delays.map(({ delay }) => delay))} rows` : share
}

/** Of what is told by a note before it is a warning: in how many runs, and how soon. */
function notedText(runs: readonly Scored[]): string {
  const noted = runs.flatMap(({ notedStep, onsetStep }) =>
    notedStep === null ? [] : [notedStep - (onsetStep ?? 0)],
  )
  if (runs[0]?.kind !== 'stuck' || !noted.length) return ''
  return `noted in ${percent(noted.length / runs.length)}, ${median(noted)} rows`
}

/** How often each rule speaks in a million rows of nothing but noise. */
export function streamLines(streams: readonly Stream[]): string[] {
  return [
    line('only noise', '', 'warnings', 'with notes', `in ${streamRows.toLocaleString('en')} rows, by rule`),
    ...streams.map(({ kind, size, alarms }) =>
      line(
        `  ${kind}, ${percent(size)}`,
        '',
        alarms.filter(isLoud).length,
        alarms.length,
        counted(alarms.map(({ code, severity }) => `${code}${isLoud({ severity }) ? '' : ' (note)'}`)),
      ),
    ),
  ]
}

function counted(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}

const brief = (rows: number) => (rows >= 1e6 ? '1M' : rows >= 1000 ? `${rows / 1000}k` : `${rows}`)

function line(title: string, ...cells: (string | number)[]): string {
  const [runs = '', first = '', second = '', rest = ''] = cells
  return `${title.padEnd(34)}${`${runs}`.padStart(6)}${`${first}`.padStart(10)}${`${second}`.padStart(16)}  ${rest}`.trimEnd()
}
