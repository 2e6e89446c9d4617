/** Why a server lets no connection of a program in: a door that stays shut says nothing, so it is asked over HTTP. */

const answerMs = 5000

/** True of a server that has come back since the door was tried, too: said of the second time in a row only. */
export const noWebsocket =
  'The server answers, but what is between, such as a proxy, lets no websocket through. What is logged is kept.'

/** A sentence for the owner of the program; null where the server is only starting, or is not there. */
export async function whyTurnedAway(url: string, token: string | undefined): Promise<string | null> {
  try {
    const answer = await fetch(`${url.replace(/\/+$/, '')}/api/health`, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(answerMs),
    })
    if (answer.status === 401)
      return token === undefined
        ? 'The server wants a token: set LOSSGLASS_TOKEN.'
        : 'The server does not know the token that it is given.'
    if (answer.ok) return noWebsocket
    if (answer.status !== 403 && answer.status !== 429) return null
    const { error } = (await answer.json()) as { error?: { message?: string } }
    return error?.message ?? null
  } catch {
    return null
  }
}
