import { judgedRuns } from '../../../../lib/compare/judged-runs.ts'
import { usualMatters } from '../../../../lib/compare/judgement.ts'
import { answer, json } from '../../../../lib/http/answer.ts'
import { verdictQuery } from '../../../../lib/http/schema.ts'
import { parse } from '../../../../lib/parse.ts'
import { Refusal, shown } from '../../../../lib/refusal.ts'
import { services } from '../../../../lib/server/services.ts'
import type { RunRecord } from '../../../../lib/store/store.ts'
import { begunOf } from '../../../../lib/sweep/progress.ts'

/** A slip in one id would tell something of the others, unnoticed. */
function requireAll(asked: readonly string[], records: readonly RunRecord[]): void {
  const known = new Set(records.map(({ run }) => run.id))
  const missing = asked.find((id) => !known.has(id))
  if (missing !== undefined) throw new Refusal('not-found', `There is no run ${shown(missing)}.`, 'runs')
}

export function GET(request: Request) {
  return answer(async () => {
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const { runs, sweep, metric, reading, matters, baseline } = parse(verdictQuery, query)
    const { store, sweeps } = services()
    const ids = sweep === undefined ? runs : begunOf((await sweeps.read(sweep)).trainings)
    const how = { reading, matters: matters ?? usualMatters, baseline: baseline ?? null }
    const records = await store.readRuns(ids ?? [])
    if (runs !== undefined) requireAll(runs, records)
    return json({ verdict: judgedRuns(records, metric ?? null, how) })
  })
}
