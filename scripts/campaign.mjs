/**
 * `npm run campaign [-- TRIES]`: the property tests over a real server, with many more tries than `npm test` has, for about ten
 * minutes. Outside CI.
 */
import { findBrowser } from './browser.mjs'
import { giveUp, runTool, setUp } from './setup.mjs'

const tries = process.argv[2] ?? '2000'
if (!/^[1-9]\d*$/.test(tries)) giveUp(`The number of tries is a whole number above 0, not "${tries}".`)
setUp()
const browser = await findBrowser()
process.exit(
  runTool('vitest/vitest.mjs', ['run', 'test/e2e/anything.test.ts'], {
    stdio: 'inherit',
    env: { ...process.env, LOSSGLASS_BROWSER: browser, LOSSGLASS_TRIES: tries },
  }),
)
