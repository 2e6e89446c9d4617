/** The first line of a spool file: for which server it is, and where its writer lives. Files without it are for any, of any. */
import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

export type HeadLine = { type: 'address'; address: string; home: string }

/** That of a file of predictions: of which run they are, and what the address of the call said of them. */
export type PredictionsHead = HeadLine & { runId: string; search: string }

export function headOf(address: string): HeadLine {
  return { type: 'address', address, home }
}

/** Where a process id means something: this machine and, in a container, its own list of processes. */
export const home = `${hostname()} ${processList()}`

function processList(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    // Not Linux: one list for all.
    return ''
  }
}

/** What an address of a server comes to: its host, port and base path, all names of this machine alike. */
export function placeOf(address: string): string {
  try {
    const { hostname, port, protocol, pathname } = new URL(address)
    const isHere = hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname)
    const host = `${isHere ? 'localhost' : hostname}:${port || (protocol === 'https:' ? 443 : 80)}`
    return host + pathname.replace(/\/+$/, '')
  } catch {
    return address
  }
}
