/** Finds the command that is asked for, and runs it. */
import { Refusal, shown } from '../../lib/refusal.ts'
import { verbs } from '../../lib/verbs/index.ts'
import { givenTo, optionsOf, serverOptions } from './arguments.ts'
import { backup } from './backup.ts'
import { copy } from './copy.ts'
import { exportPoints } from './export.ts'
import { helpOfAll, helpOfCommand, helpOfVerb } from './help.ts'
import { serveMcp } from './mcp.ts'
import type { OwnCommand } from './own-command.ts'
import { printable } from './printable.ts'
import { lossglassServer } from './server.ts'
import { manageTokens } from './token.ts'
import { runVerb } from './verb-command.ts'
import { waitForRun } from './wait.ts'
import { watchRuns } from './watch.ts'

const ownCommands: readonly OwnCommand[] = [
  watchRuns,
  waitForRun,
  exportPoints,
  copy,
  backup,
  manageTokens,
  serveMcp,
]

/** `args`: what stands behind `lossglass`. Refuses, in a sentence that a terminal may have, what cannot be done. */
export async function runLossglass(args: readonly string[]): Promise<void> {
  try {
    await run(args)
  } catch (error) {
    // It may repeat names of runs.
    if (error instanceof Refusal) throw new Refusal(error.code, printable(error.message))
    throw error
  }
}

async function run([name, ...args]: readonly string[]): Promise<void> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help')
    return console.log(helpOfAll(ownCommands))
  const verb = verbs.find(({ command }) => command === name)
  const own = ownCommands.find((one) => one.name === name)
  if (!verb && !own) {
    const names = [...verbs.map(({ command }) => command), ...ownCommands.map(({ name }) => name)]
    throw new Refusal('invalid', `There is no command ${shown(name)}: there are ${names.join(', ')}.`)
  }
  const options = verb ? optionsOf(verb) : (own as OwnCommand).options
  const given = givenTo(name, args, own?.asks === 'database' ? options : { ...options, ...serverOptions })
  if (given.flags.help) return console.log(verb ? helpOfVerb(verb) : helpOfCommand(own as OwnCommand))
  const server = lossglassServer(given.flags)
  if (verb) await runVerb(verb, given, server)
  else await own?.run(given, server)
}
