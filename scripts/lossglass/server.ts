/** The server that the command asks. */
import { callerHeader } from '../../lib/http/verbs.ts'
import { toJson } from '../../lib/number.ts'
import { Refusal, type RefusalCode, shown } from '../../lib/refusal.ts'
import type { Caller, Verb } from '../../lib/verbs/verb.ts'
import { foreignAnswer } from '../foreign-answer.ts'

export type LossglassServer = {
  /** Without a slash at its end. */
  url: string
  token: string | undefined
  /** The text of an answer. Refuses as the server does, and where none is there. */
  get(path: string): Promise<string>
  /** The text of an answer to a change; empty where there is none. Refuses as `get` does. */
  send(method: 'POST' | 'DELETE', path: string, body?: object): Promise<string>
  /** What a verb answers, as the JSON that the server wrote. */
  ask(verb: Pick<Verb, 'name' | 'isReadOnly'>, input: object): Promise<string>
}

/** By the flags, else as all commands find it: `LOSSGLASS_URL` and `LOSSGLASS_TOKEN`. */
export function lossglassServer(
  given: { server?: string | undefined; token?: string | undefined },
  caller: Caller = 'command',
): LossglassServer {
  const address = given.server ?? process.env.LOSSGLASS_URL ?? 'http://127.0.0.1:3000'
  if (!/^https?:\/\//.test(address) || !URL.canParse(address))
    throw new Refusal(
      'invalid',
      `The address of the server is like http://127.0.0.1:3000, not ${shown(address)}.`,
    )
  const url = address.replace(/\/+$/, '')
  const token = given.token ?? (process.env.LOSSGLASS_TOKEN || undefined)
  const headers = {
    ...{ 'content-type': 'application/json', [callerHeader]: caller },
    ...(token && { authorization: `Bearer ${token}` }),
  }

  async function call(path: string, request: RequestInit): Promise<string> {
    const response = await fetch(url + path, { ...request, headers }).catch(() => null)
    if (!response)
      throw new Refusal(
        'unavailable',
        `No server answers at ${url}: start one with npm start, or name another with --server.`,
      )
    // The server's own words are for people with a browser.
    if (response.status === 401)
      throw new Refusal(
        'unauthorized',
        token
          ? `${url} does not know this token: it is another one's, or was revoked.`
          : `${url} wants a token: give it with --token, or as LOSSGLASS_TOKEN.`,
      )
    const text = await response.text()
    if (response.status === 204) return ''
    if (response.ok && response.headers.get('content-type')?.startsWith('application/json')) return text
    throw refusalIn(text) ?? new Refusal('unavailable', foreignAnswer(url, response.status))
  }

  return {
    ...{ url, token },
    get: (path) => call(path, {}),
    send: (method, path, body) => call(path, { method, ...(body && { body: toJson(body) }) }),
    ask({ name, isReadOnly }, input) {
      const path = `/api/verbs/${name}`
      if (!isReadOnly) return call(path, { method: 'POST', body: toJson(input) })
      const search = new URLSearchParams()
      for (const [key, value] of Object.entries(input))
        for (const one of [value].flat()) search.append(key, String(one))
      return call(`${path}?${search}`, {})
    },
  }
}

function refusalIn(text: string): Refusal | null {
  try {
    const { code, message } = (JSON.parse(text) as { error: { code: RefusalCode; message: string } }).error
    return new Refusal(code, message)
  } catch {
    return null
  }
}
