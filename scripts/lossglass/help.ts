/** What `--help` says. */
import { inputsOf } from '../../lib/verbs/from-texts.ts'
import { verbs } from '../../lib/verbs/index.ts'
import type { Verb } from '../../lib/verbs/verb.ts'
import type { OwnCommand } from './own-command.ts'

type Row = readonly [string, string]

const ofAll: Row = ['--json', 'The answer as JSON, NaN, Infinity and -Infinity by these words.']
const ofServers: readonly Row[] = [
  ofAll,
  ['--server URL', 'Else LOSSGLASS_URL, else http://127.0.0.1:3000.'],
  ['--token TEXT', 'Of a server that wants one; else LOSSGLASS_TOKEN.'],
]
const textWidth = 72

/** Two columns, the second wrapped. */
function table(rows: readonly Row[]): string[] {
  const width = Math.max(0, ...rows.map(([first]) => first.length))
  return rows.flatMap(([first, second]) =>
    wrapped(second).map((line, i) => `  ${(i ? '' : first).padEnd(width)}  ${line}`.trimEnd()),
  )
}

function wrapped(text: string): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) as string
    if (last && last.length + word.length >= textWidth) lines.push(word)
    else lines[lines.length - 1] = last ? `${last} ${word}` : word
  }
  return lines
}

/** `compare [RUNS …]`. */
function usageOf(verb: Verb): string {
  const inputs = new Map(inputsOf(verb).map((input) => [input.name, input]))
  const places = verb.places.map((name) => {
    const input = inputs.get(name)
    const word = `${name.toUpperCase()}${input?.kind === 'list' ? ' …' : ''}`
    return input?.isRequired ? word : `[${word}]`
  })
  return [verb.command, ...places].join(' ')
}

export function helpOfVerb(verb: Verb): string {
  const rows = inputsOf(verb).map(({ name, word, about }): Row => {
    const isPlace = verb.places.includes(name)
    return [isPlace ? name.toUpperCase() : `--${name} ${word}`.trimEnd(), about]
  })
  return [
    `lossglass ${usageOf(verb)}`,
    ...wrapped(verb.description),
    '',
    ...table([...rows, ...ofServers]),
  ].join('\n')
}

export function helpOfCommand({ usage, title, asks, help }: OwnCommand): string {
  return [
    `lossglass ${usage}`,
    ...wrapped(`${title}.`),
    '',
    ...table([...help.flags, ...(asks === 'server' ? ofServers : [ofAll])]),
    ...help.notes.flatMap((note) => ['', ...wrapped(note)]),
  ].join('\n')
}

export function helpOfAll(own: readonly OwnCommand[]): string {
  const rows = [
    ...verbs.map((verb): Row => [usageOf(verb), `${verb.title}.`]),
    ...own.map(({ usage, title }): Row => [usage, `${title}.`]),
  ]
  return [
    'lossglass COMMAND: training runs in the terminal, for people, scripts and agents.',
    '',
    ...table(rows),
    '',
    ...table(ofServers),
    '',
    'lossglass COMMAND --help says more. A run is named by its id, or by its name where only one has it.',
  ].join('\n')
}
