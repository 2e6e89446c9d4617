import { answer, json } from '../../../../lib/http/answer.ts'
import { differencesQuery } from '../../../../lib/http/schema.ts'
import { differRuns } from '../../../../lib/matrix/differing.ts'
import { parse } from '../../../../lib/parse.ts'
import { services } from '../../../../lib/server/services.ts'

export function GET(request: Request) {
  return answer(async () => {
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const { runs, which, first, second } = parse(differencesQuery, query)
    return json({ differences: await differRuns(services(), runs, which, [first, second]) })
  })
}
