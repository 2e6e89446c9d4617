/** The server that runs are sent to. */
import { Refusal } from '../../lib/refusal.ts'
import { foreignAnswer } from '../foreign-answer.ts'

export type Target = {
  url: string
  /** Told, not sent. */
  isDry: boolean
  project: string | null
  /** Whether the files lie elsewhere than where they were written: then their paths tell them from no others. */
  isMoved: boolean
}

/** Times that a server which is busy is asked again, a second apart. */
const attempts = 6
const waitMs = 1000

/** What a call of the API answers; null where it answers with the status `missing`. */
export async function answerOf(
  url: string,
  path: string,
  request: RequestInit,
  missing?: number,
): Promise<unknown> {
  const token = process.env.LOSSGLASS_TOKEN
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  for (let attempt = 1; ; attempt++) {
    let response: Response
    try {
      response = await fetch(url + path, { ...request, headers })
    } catch {
      throw new Refusal(
        'unavailable',
        `No server answers at ${url}: start one with npm start, or name another with --server.`,
      )
    }
    if (response.status === missing) return null
    const isBusy = response.status === 429 || response.status === 503
    if (isBusy && attempt < attempts) {
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      continue
    }
    const body = (await response.json().catch(() => null)) as { error?: { message: string } } | null
    if (response.ok && body !== null) return body
    if (response.status === 401)
      throw new Refusal(
        'unauthorized',
        token
          ? `${url} does not know the token of LOSSGLASS_TOKEN: it is another one's, or was revoked.`
          : `${url} wants a token: set LOSSGLASS_TOKEN.`,
      )
    const said = body?.error?.message
    // What is wrong with one run need not be wrong with the next.
    if (said && (response.status === 409 || response.status === 422)) throw new Refusal('conflict', said)
    throw new Refusal(
      response.status === 403 ? 'forbidden' : 'unavailable',
      said ? `${url} answers ${response.status}: ${said}` : foreignAnswer(url, response.status),
    )
  }
}
