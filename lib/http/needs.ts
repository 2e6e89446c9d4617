/** What a token needs for a request: the right that its call names, or that its page asks for. */
import type { Need } from '../tokens/right.ts'
import { callOf } from './methods.ts'

/** Answers null for what is not its own. */
export type NeedOf = (method: string, path: string) => Need | null

/** Scripts, styles and pictures of pages, and the Python client, which programs fetch and pages show. */
const ofEverybody = /^\/(_next\/static\/|icon\.svg$|favicon\.ico$|lossglass\.py$)/
const ofOwner = /^\/settings(\/|$)/

const asking = ['GET', 'HEAD', 'OPTIONS']

/**
 * `foreign` knows the calls of other tools' clients. An unknown call needs `read` where it looks, and `owner` where
 * it changes.
 */
export function needOf(method: string, address: string, foreign: NeedOf): Need {
  const path = plainPathOf(address)
  const call = callOf(method, path)
  if (call) return call.right
  if (path === '/mcp') return 'read'
  const need = foreign(method, path)
  if (need) return need
  if (!asking.includes(method) || ofOwner.test(path)) return 'owner'
  return ofEverybody.test(path) ? 'any' : 'read'
}

/** Nothing in it that would have to be decoded, and no dots that lead elsewhere. */
const plain = /^(?:\/[\w-][\w.-]*)+$/

/** As Next reads it: `/%73ettings` and `/x/../settings/` are the settings. */
function plainPathOf(address: string): string {
  const path = address.split('?')[0] as string
  if (plain.test(path)) return path
  try {
    const decoded = decodeURIComponent(new URL(path, 'http://localhost').pathname)
    return decoded.replace(/(?<=.)\/+$/, '')
  } catch {
    return path
  }
}
