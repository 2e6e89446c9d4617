/**
 * A Chromium for tests and screenshots: one that is installed, else Debian's when root, else Playwright's. Best the one
 * without windows, which opens a page in less than half of the time.
 */
import { existsSync } from 'node:fs'
import { giveUp, run, runTool } from './setup.mjs'

const usualPlaces = [
  process.env.LOSSGLASS_BROWSER,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

function installedBrowser() {
  return usualPlaces.find((place) => place && existsSync(place))
}

async function playwrightBrowser() {
  const { chromium } = await import('playwright-core')
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined
}

/**
 * The path of a browser, installed first where that is possible; ends the program with a sentence where it is not.
 * @returns {Promise<string>}
 */
export async function findBrowser() {
  const found = installedBrowser() ?? (await playwrightBrowser())
  if (found) return found
  console.log('Installing a browser for the tests …')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    run('apt-get', ['update', '-qq'], { env })
    for (const name of ['chromium-headless-shell', 'chromium']) {
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env })
      if (installedBrowser()) return installedBrowser()
    }
  }
  runTool('playwright-core/cli.js', ['install', 'chromium'])
  return (
    (await playwrightBrowser()) ??
    giveUp(
      'The tests of the pages need a browser, and none could be installed: install Chromium or Chrome, then run this again.',
    )
  )
}
