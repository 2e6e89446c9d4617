/** `npm test`: sets up what is missing, a browser and Python packages included, then runs every test. */
import { findBrowser } from './browser.mjs'
import { pythonWith } from './python.mjs'
import { runTool, setUp } from './setup.mjs'

setUp()
pythonWith('packages')
const browser = await findBrowser()
process.exit(
  runTool('vitest/vitest.mjs', ['run', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, LOSSGLASS_BROWSER: browser },
  }),
)
