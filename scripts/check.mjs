/** `npm run check`: format and lint, types, then every test; with `--static` without the tests. */
import { giveUp, runTool, setUp } from './setup.mjs'

setUp()
if (runTool('@biomejs/biome/bin/biome', ['check', '.']) !== 0)
  giveUp('Format or lint: `npm run fix` mends what it can.')
if (runTool('typescript/bin/tsc', ['--noEmit']) !== 0) giveUp('The types do not fit; see above.')
if (!process.argv.includes('--static')) await import('./test.mjs')
