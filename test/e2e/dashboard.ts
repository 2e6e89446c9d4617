/** A server and a browser for the tests of one file, ended with them. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openBrowser } from '../../scripts/chromium.ts'
import { type Served, type ServedOptions, serve } from '../../scripts/served.ts'

/** They are there once the first test begins. */
export function dashboard(options: ServedOptions = {}): {
  readonly server: Served
  readonly browser: Browser
} {
  let server: Served
  let browser: Browser
  beforeAll(async () => {
    ;[server, browser] = await Promise.all([serve(options), openBrowser()])
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
