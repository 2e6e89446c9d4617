/** A command that is no verb: it follows a run, waits for one, writes its points, or serves agents. */
import type { Given, Options } from './arguments.ts'
import type { LossglassServer } from './server.ts'

export type OwnCommand = {
  name: string
  /** `wait RUN`. */
  usage: string
  title: string
  /** A server, or a database that needs none: then it takes no address and no token. */
  asks: 'server' | 'database'
  options: Options
  /** Of each flag what it says, and what else there is to know. */
  help: { flags: readonly (readonly [string, string])[]; notes: readonly string[] }
  run(given: { flags: Given; places: readonly string[] }, server: LossglassServer): Promise<void>
}
