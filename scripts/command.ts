/** What the commands of the terminal share: flags, and faults in one sentence. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { Refusal } from '../lib/refusal.ts'

export type Flags = NonNullable<ParseArgsConfig['options']>

/** For who asks for help: the flags that there are, and where they are told. */
function helpIfAsked(options: Flags): void {
  if (!given().some((arg) => arg === '--help' || arg === '-h')) return
  const flags = theFlags(options)
  console.log(`${flags.charAt(0).toUpperCase()}${flags.slice(1)}. README.md says more.`)
  process.exit(0)
}

/** Without the `--` that pnpm, unlike npm, hands on before them. */
function given(): string[] {
  const args = process.argv.slice(2)
  return args[0] === '--' ? args.slice(1) : args
}

function theFlags(options: Flags): string {
  const names = Object.keys(options).map((name) => `--${name}`)
  return names.length === 0 ? 'there are no flags' : `the flags are ${names.join(', ')}`
}

/** The values of the flags given. Refuses one that is not known, with the list of those that are. */
export function readFlags<T extends Flags>(options: T) {
  helpIfAsked(options)
  try {
    return parseArgs({ args: withNegativeNumbers(given()), options, allowPositionals: false }).values
  } catch (error) {
    throw unknownFlag(error as Error, options)
  }
}

/** The same for a command that also takes places: files and folders without a flag before them. */
export function readPlaces<T extends Flags>(options: T) {
  helpIfAsked(options)
  try {
    const { values, positionals } = parseArgs({
      args: given(),
      options,
      allowPositionals: true,
    })
    return { values, places: positionals }
  } catch (error) {
    throw unknownFlag(error as Error, options)
  }
}

function unknownFlag(error: Error, options: Flags): Refusal {
  const [seen] = error.message.split(/\.(?=\s|$)|\n/)
  return new Refusal('invalid', `${seen}: ${theFlags(options)}.`)
}

/** `--lr -1` as `--lr=-1`: a negative number is a value, not a flag. */
function withNegativeNumbers(args: readonly string[]): string[] {
  const joined: string[] = []
  for (const arg of args) {
    const flag = joined.at(-1)
    if (/^-\d/.test(arg) && flag?.startsWith('--') && !flag.includes('='))
      joined[joined.length - 1] = `${flag}=${arg}`
    else joined.push(arg)
  }
  return joined
}

/** Runs a command. A user's mistake is printed as its sentence, exit code 1; any other fault with its stack. */
export async function command(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error)
    process.exit(1)
  }
}
