import { addressAsked } from '../../lib/http/address-asked.ts'
import { answer } from '../../lib/http/answer.ts'
import { services } from '../../lib/server/services.ts'

export const dynamic = 'force-dynamic'

const ownAddress = '_ADDRESS = "http://127.0.0.1:3000"'

/** The Python client, which logs to the server that it was fetched from unless it is told another. */
export function GET(request: Request) {
  return answer(async () => {
    const text = await services().readPythonClient()
    const { headers } = request
    const address = addressAsked(Object.fromEntries(headers))
    return new Response(text.replace(ownAddress, `_ADDRESS = "${address}"`), {
      headers: { 'content-type': 'text/x-python; charset=utf-8' },
    })
  })
}
