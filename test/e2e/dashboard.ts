/** A server and a browser for the tests of one file, ended with them. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openBrowser } from '../../scripts/chromium.ts'
import { type Served, type ServedOptions, serve } from '../../scripts/served.ts'
import { serveTwo } from '../../scripts/services/two-servers.ts'

/** `LOSSGLASS_SERVERS=two`: pages are those of one server, and what programs log goes to another on the same PostgreSQL. */
const serveOneOrTwo = process.env.LOSSGLASS_SERVERS === 'two' ? serveTwo : serve

/** They are there once the first test begins. */
export function dashboard(options: ServedOptions = {}): {
  readonly server: Served
  readonly browser: Browser
} {
  let server: Served
  let browser: Browser
  beforeAll(async () => {
    ;[server, browser] = await Promise.all([serveOneOrTwo(options), openBrowser()])
  })
  afterAll(() => Promise.all([server?.close(), browser?.close()]))
  return {
    get server() {
      return server
    },
    get browser() {
      return browser
    },
  }
}
