/** Which methods and parameters the calls of the API take: what Next refuses it refuses without a word. */
import { cut, Refusal } from '../refusal.ts'
import type { HttpCall } from './call.ts'
import { calls } from './calls.ts'

const byPath = Array.from(new Set(calls.map(({ path }) => path)), (path) => ({
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  calls: calls.filter((call) => call.path === path),
}))

/** The call that a request makes, HEAD as GET; null where it is none. */
export function callOf(method: string, path: string): HttpCall | null {
  if (!path.startsWith('/api/')) return null
  const own = method === 'HEAD' ? 'GET' : method
  return byPath.find(({ pattern }) => pattern.test(path))?.calls.find((call) => call.method === own) ?? null
}

/** The methods of a call; null for what is none. */
export function methodsOf(path: string): readonly string[] | null {
  if (!path.startsWith('/api/')) return null
  return byPath.find(({ pattern }) => pattern.test(path))?.calls.map(({ method }) => method) ?? null
}

/**
 * Why a request is refused for a parameter in the address of a call that takes none, or null. A token may stand in
 * any address.
 */
export function faultOfParameters(method: string, path: string, query: string): Refusal | null {
  const call = query && callOf(method, path)
  if (!call || call.query) return null
  const unknown = [...new URLSearchParams(query).keys()].find((name) => name !== 'token')
  if (unknown === undefined) return null
  return new Refusal('invalid', `${path} takes no parameters, and "${cut(unknown)}" is one.`)
}

const ofPages = ['GET', 'HEAD', 'OPTIONS']
/** Those that an unknown call is told of that there is none; Next throws at others. */
const ofCalls = [...ofPages, 'POST', 'PUT', 'PATCH', 'DELETE']

/** The same of a request that neither a known call nor the protocol of another tool is: of pages, files and unknown calls. */
export function faultOfOtherMethod(method: string, path: string): Refusal | null {
  const taken = path.startsWith('/api/') ? ofCalls : ofPages
  if (taken.includes(method)) return null
  return new Refusal('wrong-method', `${cut(path)} takes ${taken.join(', ')}, not ${method}.`)
}

/** Why a request is refused for its method, or null. HEAD goes with GET, and OPTIONS asks for this very list. */
export function faultOfMethod(method: string, path: string): Refusal | null {
  const taken = methodsOf(path)
  if (!taken || taken.includes(method) || method === 'OPTIONS') return null
  if (method === 'HEAD' && taken.includes('GET')) return null
  return new Refusal('wrong-method', `${path} takes ${taken.join(', ')}, not ${method}.`)
}
