/** What the server itself asks of its own pages and calls. */
import { toJson } from '../number.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'

export type ReadOwn = (path: string, request?: RequestInit) => Promise<Response>

/** `address`: under which it can be called from here. */
export function ownReader(address: string, token: string | undefined): ReadOwn {
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  return (path, request = {}) => fetch(new URL(path, address), { ...request, headers })
}

/** What a call answers, as JSON. Refuses as the call does. */
export function ownCalls(readOwn: ReadOwn) {
  return async (method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> => {
    const response = await readOwn(path, { method, ...(body && { body: toJson(body) }) })
    const answer = (await response.json()) as { error?: { code: RefusalCode; message: string } }
    if (answer.error) throw new Refusal(answer.error.code, answer.error.message)
    return answer
  }
}
