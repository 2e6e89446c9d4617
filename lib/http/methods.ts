/** Which methods the calls of the API take: what Next refuses it refuses without a word. */
import { Refusal } from '../refusal.ts'

const methods: readonly (readonly [path: RegExp, methods: readonly string[]])[] = [
  [/^\/api\/health$/, ['GET']],
  [/^\/api\/ingest$/, ['POST']],
  [/^\/api\/runs$/, ['GET', 'POST']],
  [/^\/api\/runs\/[^/]+$/, ['GET', 'PATCH', 'DELETE']],
  [/^\/api\/runs\/[^/]+\/(points|averages|findings)$/, ['GET']],
  [/^\/api\/runs\/[^/]+\/control$/, ['POST']],
  [/^\/api\/findings\/[^/]+\/acknowledge$/, ['POST']],
  [/^\/api\/settings$/, ['GET', 'PUT']],
  [/^\/api\/settings\/(preview|test-notification)$/, ['POST']],
]

/** The methods of a call; null for what is none. */
export function methodsOf(path: string): readonly string[] | null {
  return methods.find(([pattern]) => pattern.test(path))?.[1] ?? null
}

/** Why a request is refused for its method, or null. HEAD goes with GET, and OPTIONS asks for this very list. */
export function faultOfMethod(method: string, path: string): Refusal | null {
  const taken = methodsOf(path)
  if (!taken || taken.includes(method) || method === 'OPTIONS') return null
  if (method === 'HEAD' && taken.includes('GET')) return null
  return new Refusal('wrong-method', `${path} takes ${taken.join(', ')}, not ${method}.`)
}
