/** `npm run check`: format and lint, types, then every test; with `--static` without the tests. */
import { giveUp, runTool, setUp } from './setup.mjs'

setUp()
if (runTool('@biomejs/biome/bin/biome', ['check', '.']) !== 0)
  giveUp('Format or lint: `npm run fix` mends what it can.')
// Anew each time: what an earlier check found may hide what a new clone is told.
if (runTool('typescript/bin/tsc', ['--noEmit', '--incremental', 'false']) !== 0)
  giveUp('The types do not fit; see above.')
if (!process.argv.includes('--static')) await import('./test.mjs')
