import { ask } from './ask.ts'

/** Sends a change to the API; null when it was taken, else the sentence that says why not. */
export async function send(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  /** Whether the page may be gone before the answer. */
  keepalive = false,
): Promise<string | null> {
  try {
    const response = await ask(path, {
      method,
      keepalive,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    if (response.ok) return null
    const { error } = (await response.json()) as { error: { message: string } }
    return error.message
  } catch {
    return 'The server cannot be reached.'
  }
}
