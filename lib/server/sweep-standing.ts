/** How sweeps stand: what has become of their trainings. */
import type { RunRecord, Store } from '../store/store.ts'
import { runSummary } from '../summary/run-summary.ts'
import { type Cell, cellOfRun, isOver, waitingCell } from '../sweep/cell.ts'
import type { ListedSweep, SweepDetail } from '../sweep/detail.ts'
import { trainingsOf } from '../sweep/plan.ts'
import { stateOf, tallyOf } from '../sweep/progress.ts'
import { scoreOf } from '../sweep/score.ts'
import { needsTerminal, type Sweep } from '../sweep/sweep.ts'

type IsDriven = (sweep: Sweep) => boolean

/** All sweeps, newest first, each with how many of its trainings stand how. */
export async function listedSweeps(store: Store, isDriven: IsDriven): Promise<ListedSweep[]> {
  const [sweeps, standings] = await Promise.all([store.listSweeps(), store.listStandings('sweep-')])
  const byId = new Map(standings.map((standing) => [standing.id, standing]))
  return sweeps.map((sweep) => {
    const cells = trainingsOf(sweep).map(({ runId }) => {
      const standing = byId.get(runId)
      return { status: standing?.status ?? null, isOver: standing !== undefined && isOver(standing) }
    })
    const state = stateOf(cells, { isDriven: isDriven(sweep), stoppedAt: sweep.stoppedAt })
    return { sweep, state, tally: tallyOf(cells) }
  })
}

/** One sweep with each of its trainings. */
export async function detailOf(store: Store, sweep: Sweep, isDriven: IsDriven): Promise<SweepDetail> {
  const planned = trainingsOf(sweep)
  const records = await store.readRuns(planned.map(({ runId }) => runId))
  const byId = new Map(records.map((record) => [record.run.id, record]))
  const score = scoreOf(sweep, records)
  const trainings = planned.map(({ runId, loss, lr, seed }) => {
    const cell = waitingCell({ runId, loss: loss.text, lr, seed })
    const record = byId.get(runId)
    return record ? withValues(cellOfRun(cell, record.run), record, score) : cell
  })
  const state = stateOf(trainings, { isDriven: isDriven(sweep), stoppedAt: sweep.stoppedAt })
  return { sweep, state, needsTerminal: needsTerminal(sweep.plan), score, trainings }
}

function withValues(cell: Cell, { run, series, findings }: RunRecord, score: string): Cell {
  const step = Math.max(0, ...series.map(({ last }) => last.step))
  const scored = series.filter(({ name }) => name === score)
  const { best, latest } = runSummary({ run, series: scored, findings })
  return { ...cell, step, score: (best[score] ?? latest[score])?.value ?? null }
}
