import { consoleText } from '../../../../../lib/console/console-text.ts'
import { answer, json } from '../../../../../lib/http/answer.ts'
import { consoleQuery } from '../../../../../lib/http/schema.ts'
import { parse } from '../../../../../lib/parse.ts'
import { services } from '../../../../../lib/server/services.ts'
import { foundRun } from '../found-run.ts'

export function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return answer(async () => {
    const { run } = await foundRun(params)
    const { format, ...query } = parse(consoleQuery, Object.fromEntries(new URL(request.url).searchParams))
    const { total, parts } = await services().store.readConsole(run.id, query)
    if (format === 'json') return json({ total, parts })
    const from = query.last === undefined ? query.from : Math.max(query.from ?? 0, total - query.last)
    // As text alone: what a program printed is no page, whatever a browser makes of it.
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }
    return new Response(consoleText(parts, from), { headers })
  })
}
