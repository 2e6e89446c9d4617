/** The property tests over a real server, with many more tries than `npm test` has: whatever a run holds, its pages answer. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../lib/root.ts'
import { findBrowser } from '../browser.mjs'

export async function campaignPages([tries = '2000']: readonly string[]): Promise<string[]> {
  const args = [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', 'test/e2e/anything.test.ts']
  const env = { ...process.env, LOSSGLASS_BROWSER: await findBrowser(), LOSSGLASS_TRIES: tries }
  const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' })
  if (status !== 0) throw new Error('What failed is told above.')
  return [
    `${Number(tries).toLocaleString('en')} drawn runs: every page answers, every value is what was sent`,
  ]
}
