import { judgedRuns } from '../../../../lib/compare/judged-runs.ts'
import { usualMatters } from '../../../../lib/compare/judgement.ts'
import { answer, json } from '../../../../lib/http/answer.ts'
import { verdictQuery } from '../../../../lib/http/schema.ts'
import { parse } from '../../../../lib/parse.ts'
import { services } from '../../../../lib/server/services.ts'
import { begunOf } from '../../../../lib/sweep/progress.ts'

export function GET(request: Request) {
  return answer(async () => {
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const { runs, sweep, metric, reading, matters, baseline } = parse(verdictQuery, query)
    const { store, sweeps } = services()
    const ids = sweep === undefined ? runs : begunOf((await sweeps.read(sweep)).trainings)
    const how = { reading, matters: matters ?? usualMatters, baseline: baseline ?? null }
    return json({ verdict: judgedRuns(await store.readRuns(ids ?? []), metric ?? null, how) })
  })
}
