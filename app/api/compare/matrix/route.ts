import { answer, json } from '../../../../lib/http/answer.ts'
import { matrixQuery } from '../../../../lib/http/schema.ts'
import { crossRuns } from '../../../../lib/matrix/crossed.ts'
import { matrixToCsv } from '../../../../lib/matrix/csv.ts'
import { parse } from '../../../../lib/parse.ts'
import { services } from '../../../../lib/server/services.ts'

export function GET(request: Request) {
  return answer(async () => {
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const { runs, which, format } = parse(matrixQuery, query)
    const crossed = await crossRuns(services(), runs, which)
    if (format === 'json') return json({ matrix: crossed })
    return new Response(matrixToCsv(crossed), { headers: { 'content-type': 'text/csv; charset=utf-8' } })
  })
}
