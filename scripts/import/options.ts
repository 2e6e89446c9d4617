/** What `npm run import` is told: places, the server, and how the columns of a plain file are meant. */

import type { Format, Mapping } from '../../lib/ingest/foreign.ts'
import { formats } from '../../lib/ingest/index.ts'
import { Refusal } from '../../lib/refusal.ts'
import { readPlaces } from '../command.ts'
import type { Target } from './target.ts'

export type ImportOptions = Target & {
  paths: string[]
  /** Goes on with what is written to the files, until it is ended. */
  isFollowing: boolean
  format: Format | null
  mapping: Mapping
}

const flags = {
  server: { type: 'string' },
  project: { type: 'string' },
  format: { type: 'string' },
  step: { type: 'string' },
  columns: { type: 'string' },
  rename: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
  follow: { type: 'boolean' },
} as const

export function optionsOf(): ImportOptions {
  const { values, places } = readPlaces(flags)
  if (places.length === 0)
    throw new Refusal('invalid', 'import needs the files or folders to read: npm run import -- PATH …')
  return {
    paths: places,
    url: addressOf(values.server ?? process.env.LOSSGLASS_URL ?? 'http://127.0.0.1:3000'),
    project: values.project ?? null,
    isDry: values['dry-run'] ?? false,
    isMoved: false,
    isFollowing: values.follow ?? false,
    format: formatNamed(values.format),
    mapping: {
      ...(values.step !== undefined && { step: values.step }),
      ...(values.columns !== undefined && { only: values.columns.split(',').map((name) => name.trim()) }),
      ...(values.rename && { rename: Object.fromEntries(values.rename.map(renaming)) }),
    },
  }
}

function addressOf(url: string): string {
  if (URL.canParse(url) && /^https?:/.test(url)) return url.replace(/\/+$/, '')
  throw new Refusal(
    'invalid',
    `${JSON.stringify(url)} is no address of a server, such as http://127.0.0.1:3000.`,
  )
}

function formatNamed(id: string | undefined): Format | null {
  if (id === undefined) return null
  const format = formats.find((format) => format.id === id)
  if (format) return format
  throw new Refusal(
    'invalid',
    `There is no format ${JSON.stringify(id)}: it is one of ${formats.map((format) => format.id).join(', ')}.`,
  )
}

function renaming(text: string): [string, string] {
  const at = text.indexOf('=')
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)]
  throw new Refusal('invalid', `--rename wants OLD=NEW, not ${JSON.stringify(text)}.`)
}
