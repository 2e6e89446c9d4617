/** The address of this server as whoever asks knows it. */
import type { IncomingHttpHeaders } from 'node:http'
import { basePathNoted } from './base-path.ts'

const usual = 'http://127.0.0.1:3000'

/** Without a slash at its end. What is no plain name of a host stays out of programs and terminals. */
export function addressAsked(headers: IncomingHttpHeaders): string {
  const { host = '', 'x-forwarded-proto': protocol } = headers
  const scheme = protocol === 'https' ? 'https' : 'http'
  return (/^[\w.:[\]-]+$/.test(host) ? `${scheme}://${host}` : usual) + basePathNoted(headers)
}
