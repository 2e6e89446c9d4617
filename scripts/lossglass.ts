/** `npx lossglass COMMAND`: runs in the terminal, for people, scripts and agents. */
import { command } from './command.ts'
import { runLossglass } from './lossglass/run.ts'

// Who reads may have read enough: `lossglass ls | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
await command(() => runLossglass(process.argv.slice(2)))
