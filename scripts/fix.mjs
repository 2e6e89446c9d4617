/** `npm run fix`: formats, and mends what lint can mend. */
import { runTool } from './setup.mjs'

process.exit(runTool('@biomejs/biome/bin/biome', ['check', '--write', '.']) ?? 1)
