/**
 * `npm run campaign-clients`: trainings with frameworks that are too large for `npm test`, which log to a real
 * server. It installs five gigabytes of Python packages, once. Outside CI.
 */
import { pythonWith } from './python.mjs'
import { runTool, setUp } from './setup.mjs'

setUp()
pythonWith('campaign')
process.exit(
  runTool('vitest/vitest.mjs', ['run', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, LOSSGLASS_CLIENTS: 'campaign' },
  }),
)
