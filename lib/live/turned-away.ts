/** Why a server lets no connection of a program in: a door that stays shut says nothing, so it is asked over HTTP. */

const answerMs = 5000

/** A sentence for the owner of the program; null where the server lets it in, is only starting, or is not there. */
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
    if (answer.status !== 403 && answer.status !== 429) return null
    const { error } = (await answer.json()) as { error?: { message?: string } }
    return error?.message ?? null
  } catch {
    return null
  }
}
