/** `npx lossglass COMMAND`: runs in the terminal, for people, scripts and agents. */
import { Refusal, shown } from '../lib/refusal.ts'
import { verbs } from '../lib/verbs/index.ts'
import { command } from './command.ts'
import { givenTo, optionsOf } from './lossglass/arguments.ts'
import { exportPoints } from './lossglass/export.ts'
import { helpOfAll, helpOfCommand, helpOfVerb } from './lossglass/help.ts'
import { serveMcp } from './lossglass/mcp.ts'
import type { OwnCommand } from './lossglass/own-command.ts'
import { printable } from './lossglass/printable.ts'
import { lossglassServer } from './lossglass/server.ts'
import { runVerb } from './lossglass/verb-command.ts'
import { waitForRun } from './lossglass/wait.ts'
import { watchRuns } from './lossglass/watch.ts'

const ownCommands: readonly OwnCommand[] = [watchRuns, waitForRun, exportPoints, serveMcp]

async function run([name, ...args]: readonly string[]): Promise<void> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help')
    return console.log(helpOfAll(ownCommands))
  const verb = verbs.find(({ command }) => command === name)
  const own = ownCommands.find((one) => one.name === name)
  if (!verb && !own) {
    const names = [...verbs.map(({ command }) => command), ...ownCommands.map(({ name }) => name)]
    throw new Refusal('invalid', `There is no command ${shown(name)}: there are ${names.join(', ')}.`)
  }
  const given = givenTo(name, args, verb ? optionsOf(verb) : (own as OwnCommand).options)
  if (given.flags.help) return console.log(verb ? helpOfVerb(verb) : helpOfCommand(own as OwnCommand))
  const server = lossglassServer(given.flags)
  if (verb) await runVerb(verb, given, server)
  else await own?.run(given, server)
}

await command(async () => {
  // Who reads may have read enough: `lossglass ls | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  try {
    await run(process.argv.slice(2))
  } catch (error) {
    // A refusal repeats names of runs.
    if (error instanceof Refusal) throw new Refusal(error.code, printable(error.message))
    throw error
  }
})
