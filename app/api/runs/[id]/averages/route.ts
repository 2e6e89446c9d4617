import { answer, jsonText } from '../../../../../lib/http/answer.ts'
import { averagesToJson } from '../../../../../lib/http/averages-json.ts'
import { averagesQuery } from '../../../../../lib/http/schema.ts'
import { parse } from '../../../../../lib/parse.ts'
import { services } from '../../../../../lib/server/services.ts'
import { foundRun } from '../found-run.ts'

export function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return answer(async () => {
    const { run } = await foundRun(params)
    const { searchParams } = new URL(request.url)
    const names = searchParams.getAll('series')
    const { series } = parse(averagesQuery, {
      ...Object.fromEntries(searchParams),
      series: names.length ? names : undefined,
    })
    return jsonText(averagesToJson(await services().store.readAverages(run.id, series)))
  })
}
