/** How a sweep goes, in the terminal: a line that changes, or without a terminal a line for each training that ends. */
import { formatNumber } from '../../lib/format.ts'
import type { Cell } from '../../lib/sweep/cell.ts'
import type { SweepDetail } from '../../lib/sweep/detail.ts'
import { isGoingOn, shareOf, tallyOf, timeLeft } from '../../lib/sweep/progress.ts'
import { cellTitle, leftText, tallyText } from '../../lib/sweep/words.ts'
import type { SweepServer } from './server.ts'

const cells = 24

export type SweepReport = { show(detail: SweepDetail, jobs: number): void; close(): void }

/** What is over at the start is not told again. */
export function createReport(start: SweepDetail): SweepReport {
  const isTerminal = process.stdout.isTTY
  const told = new Set(start.trainings.filter(({ isOver }) => isOver).map(({ runId }) => runId))

  function lineOf({ trainings }: SweepDetail, jobs: number): string {
    const tally = tallyOf(trainings)
    const done = trainings.reduce(
      (sum, cell) => sum + (cell.isOver ? 1 : isGoingOn(cell) ? shareOf(cell) : 0),
      0,
    )
    const filled = Math.round((cells * done) / tally.all)
    const bar = `${'█'.repeat(filled)}${'░'.repeat(cells - filled)}`
    const left = leftText(timeLeft(trainings, jobs, Date.now()))
    return [bar, tallyText(tally), left]
      .filter(Boolean)
      .join('  ')
      .slice(0, (process.stdout.columns ?? 200) - 1)
  }

  function endOf(cell: Cell, { score, sweep }: SweepDetail): string {
    const title = cellTitle(cell, sweep.plan.lrs.length > 1)
    if (cell.status === 'failed') return `${title}: failed. ${cell.reason ?? ''}`.trim()
    if (cell.status !== 'finished') return `${title}: ${cell.status}.`
    return `${title}: ${score} ${cell.score === null ? '–' : formatNumber(cell.score)}`
  }

  return {
    show(detail, jobs) {
      const ended = detail.trainings.filter(({ runId, isOver }) => isOver && !told.has(runId))
      for (const cell of ended) {
        told.add(cell.runId)
        const line = endOf(cell, detail)
        const left = leftText(timeLeft(detail.trainings, jobs, Date.now()))
        if (isTerminal) process.stdout.write(`\r\x1b[2K${line}\n`)
        else
          console.log(`${line}  (${[tallyText(tallyOf(detail.trainings)), left].filter(Boolean).join(', ')})`)
      }
      if (isTerminal) process.stdout.write(`\r\x1b[2K${lineOf(detail, jobs)}`)
    },
    close() {
      if (isTerminal) process.stdout.write('\n')
    },
  }
}

/** What the sweep shows, as on its comparison; nothing where there is nothing to compare. */
export async function verdictLines(server: SweepServer, { sweep, score }: SweepDetail): Promise<string[]> {
  const verdict = await server.verdict(sweep.id, score).catch(() => null)
  if (!verdict || verdict.standings.length === 0) return []
  const { sentence, evidence, disagreement, doubts } = verdict
  return ['', sentence, ...(disagreement ? [disagreement] : []), ...evidence, ...doubts, '']
}
