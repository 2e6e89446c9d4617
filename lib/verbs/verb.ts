/** What can be asked of runs, or done to them. Declared once: HTTP, the command and MCP each make their own of it. */
import type { z } from 'zod'
import type { Run, RunEvent } from '../run.ts'
import type { Store } from '../store/store.ts'
import type { Cell } from '../sweep/cell.ts'

/** Who asks; told with what was done. */
export const callers = ['api', 'command', 'agent'] as const
export type Caller = (typeof callers)[number]

/** What verbs are made of. */
export type VerbParts = {
  store: Pick<Store, 'readRun' | 'readRuns' | 'searchRuns' | 'listFields' | 'readPoints'>
  recorder: { record(events: readonly RunEvent[]): Promise<unknown> }
  sources: { assertStoppable(run: Run): Promise<void> }
  sweeps: { read(idOrName: string): Promise<{ trainings: readonly Cell[] }> }
  /** The answer of another call of this server. Refuses as that call does. */
  ownCall(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown>
  now(): number
}

export type Asking = VerbParts & {
  by: Caller
  /** The server's address as whoever asks knows it, without a slash at its end. */
  address: string
}

export type Verb = {
  /** As MCP and HTTP call it: `list_runs`. */
  name: string
  /** As the command calls it: `ls`. */
  command: string
  /** Inputs that the command takes without a flag, in their order; a list takes all that follow. */
  places: readonly string[]
  /** One line of help. */
  title: string
  /** For who has to choose a tool. */
  description: string
  input: z.ZodObject
  /** Of the answer as JSON: NaN and ±∞ by their names. */
  output: z.ZodObject
  isReadOnly: boolean
  /** The input is one that its schema has parsed. */
  run(input: never, asking: Asking): Promise<object>
}

/** Holds `run` to the input that is declared beside it, and keeps what is known of the answer. */
export function verb<Input extends z.ZodObject, Output extends z.ZodObject>(
  declared: Omit<Verb, 'input' | 'output' | 'run'> & {
    input: Input
    output: Output
    run(input: z.output<Input>, asking: Asking): Promise<object>
  },
): Verb & { output: Output } {
  return declared
}

/** What a verb answers, as JSON has it. */
export type AnswerOf<V extends { output: z.ZodObject }> = z.infer<V['output']>
