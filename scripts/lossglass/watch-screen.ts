/** What `lossglass watch` shows: the headline, one panel of curves, what was found, the keys. Pure. */

import { roleOf } from '../../lib/detectors/series-names.ts'
import { byWeight } from '../../lib/detectors/words/headline.ts'
import { describeFinding } from '../../lib/detectors/words/message.ts'
import { asItStands } from '../../lib/detectors/words/standing.ts'
import { formatDuration, formatNumber } from '../../lib/format.ts'
import type { RunView } from '../../lib/run.ts'
import { columnsOf, emptySeries } from '../../lib/series.ts'
import { progressOf, standingOf, timeLeft } from '../../lib/summary/headline.ts'
import { mainSeries } from '../../lib/summary/main-metric.ts'
import { panelsOf } from '../../lib/summary/panels.ts'
import { runHeadline } from '../../lib/summary/run-headline.ts'
import { readingsOf } from '../../lib/summary/stored-run.ts'
import { curveLines } from './curve.ts'
import { type Colour, colourOf, fitted, paint } from './paint.ts'
import { printable } from './printable.ts'

export type WatchScreen = {
  view: RunView
  /** Counted round, whatever there is. */
  panel: number
  isLog: boolean
  isConnected: boolean
  /** Which of the runs that can be turned to: "2 of 50". */
  place: string
  page: string
}

const mostFindings = 3
const headlineLines = 2
const colours: readonly Colour[] = ['blue', 'yellow', 'green', 'cyan']

/** The metric that speaks for the run first, then its other panels. */
export function panelNames({ run, series }: RunView): string[][] {
  const names = Object.keys(series)
  const main = mainSeries(names, run)
  const others = panelsOf(names, run).map(({ names }) => names.filter((name) => !main.includes(name)))
  return [main, ...others].filter(({ length }) => length > 0)
}

/** At most this many lines, each at most this wide. */
export function screenLines(
  { view, panel, isLog, isConnected, place, page }: WatchScreen,
  { columns, rows, isColoured }: { columns: number; rows: number; isColoured: boolean },
  now: number,
): string[] {
  const { run, findings } = view
  const facts = { run, findings, ...readingsOf(view) }
  const { tone, text } = runHeadline(facts, now)
  const progress = progressOf(run, facts.latest)
  const left = timeLeft(run, facts.latest, facts.lastPointAt)
  const state = [
    run.status,
    progress === null ? '' : `${Math.round(100 * progress)} %`,
    left === null ? '' : `${formatDuration(left)} left`,
    isConnected ? '' : 'no connection',
  ]
  const safe = (line: string) => fitted(printable(line), columns)
  const panels = panelNames(view)
  const at = panels.length ? ((panel % panels.length) + panels.length) % panels.length : 0
  const drawn = (panels[at] ?? []).map((name, i) => ({
    ...columnsOf(view.series[name] ?? emptySeries(name)),
    colour: roleOf(name).split === 'validation' ? (colours[1] as Colour) : (colours[(2 * i) % 4] as Colour),
  }))
  const legend = beside(
    drawn.map(({ name, values, colour }) => ({
      text: `● ${name} ${values.length ? formatNumber(values.at(-1) as number) : ''}`,
      colour,
    })),
    columns,
    isColoured,
  )
  const standing = standingOf(facts, now)
  const found = byWeight(findings)
    .filter(({ resolvedStep }) => resolvedStep === null)
    .slice(0, mostFindings)
    .map((finding) => {
      const { title, causes } = describeFinding(asItStands(finding, findings, standing), run)
      const cause = causes[0] ? ` ${causes[0]}` : ''
      return paint(safe(`${finding.series}: ${title}.${cause}`), colourOf(finding.severity), isColoured)
    })
  const keys = `q ends  ↑↓ run ${place}  ←→ metric ${at + 1} of ${Math.max(1, panels.length)}  l ${isLog ? 'linear' : 'log'}  ${page}`
  const title = [
    { text: run.name, colour: 'bold' as const },
    { text: state.filter(Boolean).join(', '), colour: null },
  ]
  const above = [
    beside(title, columns, isColoured),
    ...wrapped(printable(text), columns, headlineLines).map((line) =>
      paint(line, colourOf(tone), isColoured),
    ),
    legend,
  ]
  const below = [...found, paint(safe(keys), 'dim', isColoured)]
  const height = rows - above.length - below.length
  const curve = height < 3 ? [] : curveLines(drawn, { columns, rows: height }, { isLog, isColoured })
  return [...above, ...curve, ...below].slice(0, rows)
}

/** Texts beside one another, each in its colour, cut where the line ends. */
function beside(
  parts: readonly { text: string; colour: Colour | null }[],
  width: number,
  isColoured: boolean,
): string {
  let left = width
  let line = ''
  for (const { text, colour } of parts) {
    const gap = line ? '  ' : ''
    const fit = fitted(printable(text), left - gap.length)
    if (left <= gap.length || !fit) break
    line += gap + paint(fit, colour, isColoured)
    left -= gap.length + Array.from(fit).length
  }
  return line
}

function wrapped(text: string, width: number, most: number): string[] {
  const lines: string[] = []
  let rest = text
  while (rest && lines.length < most - 1 && Array.from(rest).length > width) {
    const end = rest.lastIndexOf(' ', width)
    const at = end > 0 ? end : width
    lines.push(rest.slice(0, at))
    rest = rest.slice(at).trimStart()
  }
  return rest ? [...lines, fitted(rest, width)] : lines
}
