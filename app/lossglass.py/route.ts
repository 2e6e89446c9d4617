import { answer } from '../../lib/http/answer.ts'
import { services } from '../../lib/server/services.ts'

export const dynamic = 'force-dynamic'

const ownAddress = '_ADDRESS = "http://127.0.0.1:3000"'

/** The Python client, which logs to the server that it was fetched from unless it is told another. */
export function GET(request: Request) {
  return answer(async () => {
    const text = await services().readPythonClient()
    return new Response(text.replace(ownAddress, `_ADDRESS = "${addressOf(request)}"`), {
      headers: { 'content-type': 'text/x-python; charset=utf-8' },
    })
  })
}

/** As whoever asks names this server. What is no plain name of a host stays out of a program. */
function addressOf({ headers }: Request): string {
  const host = headers.get('host') ?? ''
  const protocol = headers.get('x-forwarded-proto') === 'https' ? 'https' : 'http'
  return /^[\w.:[\]-]+$/.test(host) ? `${protocol}://${host}` : 'http://127.0.0.1:3000'
}
