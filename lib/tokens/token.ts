/** The text of a token, which is kept nowhere, and what is kept in its place. */
import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Token } from './right.ts'

/** As it is stored: SHA-256 in hexadecimal digits of its text, and of what a browser keeps in its place. */
export type StoredToken = Token & { hash: string; cookieHash: string }

/**
 * 256 random bits, which look like a token to people and scanners. W&B's client wants 40 letters or more, and none
 * that is a dash.
 */
export function newTokenText(): string {
  return `lg_${randomBytes(32).toString('hex')}`
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

const tokenCookie = 'lossglass-token'

/**
 * The name of the cookie in which a browser keeps that it was let in. Browsers keep one of a name for all ports of a
 * host: who enters one server there is not to be put out of another.
 */
export function tokenCookieOf(host = ''): string {
  const [, port] = /:(\d+)$/.exec(host) ?? []
  return port === undefined ? tokenCookie : `${tokenCookie}-${port}`
}

/** What the cookie holds: browsers send it to every port of the host, so it is not the text but what follows from it. */
export function cookieValueOf(text: string): string {
  return createHmac('sha256', text).update(tokenCookie).digest('hex')
}
