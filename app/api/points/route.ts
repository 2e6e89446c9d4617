import { answer } from '../../../lib/http/answer.ts'
import { drawnQuery } from '../../../lib/http/schema.ts'
import { pointsToBytes } from '../../../lib/packed-points.ts'
import { parse } from '../../../lib/parse.ts'
import { services } from '../../../lib/server/services.ts'

export function GET(request: Request) {
  return answer(async () => {
    const { searchParams } = new URL(request.url)
    const series = searchParams.getAll('series')
    const query = parse(drawnQuery, { ...Object.fromEntries(searchParams), series })
    const packed = await services().store.readDrawn(query)
    return new Response(pointsToBytes(packed), { headers: { 'content-type': 'application/octet-stream' } })
  })
}
