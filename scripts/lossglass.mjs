#!/usr/bin/env node
/** `npx lossglass COMMAND`: sets up what is missing, then runs it. */
process.argv.splice(2, 0, 'lossglass')
await import('./run.mjs')
