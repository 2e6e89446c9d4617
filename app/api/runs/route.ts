import { answer, json } from '../../../lib/http/answer.ts'
import { readJson } from '../../../lib/http/body.ts'
import { runsQuery } from '../../../lib/http/schema.ts'
import { limits } from '../../../lib/limits.ts'
import { parse } from '../../../lib/parse.ts'
import { searchOf } from '../../../lib/search/list-query.ts'
import { services } from '../../../lib/server/services.ts'
import { listedSummary } from '../../../lib/summary/run-summary.ts'

export function GET(request: Request) {
  return answer(async () => {
    const query = parse(runsQuery, Object.fromEntries(new URL(request.url).searchParams))
    const { store } = services()
    const { ids, total, next } = await store.searchRuns(searchOf(query))
    return json({ runs: (await store.readRuns(ids)).map(listedSummary), total, next })
  })
}

export function POST(request: Request) {
  return answer(async () =>
    json({ run: await services().startTraining(await readJson(request, limits.smallBytes)) }, 201),
  )
}
