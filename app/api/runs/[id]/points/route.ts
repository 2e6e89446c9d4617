import { answer, jsonText } from '../../../../../lib/http/answer.ts'
import { pointsToJson } from '../../../../../lib/http/points-json.ts'
import { pointsStream } from '../../../../../lib/http/points-stream.ts'
import { pointsQuery } from '../../../../../lib/http/schema.ts'
import { parse } from '../../../../../lib/parse.ts'
import { services } from '../../../../../lib/server/services.ts'
import { foundRun } from '../found-run.ts'

export function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return answer(async () => {
    const { id } = await params
    const { searchParams } = new URL(request.url)
    const names = searchParams.getAll('series')
    const query = parse(pointsQuery, {
      ...Object.fromEntries(searchParams),
      series: names.length ? names : undefined,
    })
    const { store } = services()
    if (query.buckets !== undefined) {
      const page = await store.readPoints(id, query)
      // A run that has points is there: to read the record of hundreds of series takes longer than these.
      if (page.series.length === 0) await foundRun(params)
      return jsonText(pointsToJson(page))
    }
    await foundRun(params)
    return new Response(pointsStream(store, id, query), {
      headers: { 'content-type': 'application/json' },
    })
  })
}
