/** W&B's config, `{"lr": {"value": 0.1}}`, as parameters, and what a line of history holds. Pure. */
import { plainParams } from '../../delivery/logged.ts'
import { parsedJson } from '../../http/body.ts'
import { numberFromJson } from '../../number.ts'
import type { Params } from '../../run.ts'

function objectIn(text: string): Record<string, unknown> {
  try {
    const read = parsedJson(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : {}
  } catch {
    return {}
  }
}

/** Without what the client says of itself. */
export function paramsOf(config: string | null | undefined): Params {
  const entries = Object.entries(objectIn(config ?? '')).flatMap(([name, entry]) =>
    name === '_wandb' || typeof entry !== 'object' || entry === null
      ? []
      : [[name, (entry as { value?: unknown }).value] as const],
  )
  return plainParams(Object.fromEntries(entries.filter(([, value]) => value !== undefined)))
}

/** `wandb 0.31.0`, as the config says of who sends it. */
export function sourceIn(config: string | null | undefined): string {
  const about = objectIn(config ?? '')._wandb as { value?: { cli_version?: unknown } } | undefined
  const version = about?.value?.cli_version
  return typeof version === 'string' ? `wandb ${version.slice(0, 40)}` : 'wandb'
}

export type HistoryLine = { step: number; time: number | null; values: [name: string, value: number][] }

/** What is measured about the line itself. */
const own = new Set(['_step', '_timestamp', '_runtime', '_wandb'])

/** Numbers by their names, nested ones joined by a point as W&B shows them; null for a line that cannot be read. */
export function lineOf(text: string): HistoryLine | null {
  const line = objectIn(text)
  const step = line._step
  if (typeof step !== 'number' || !Number.isSafeInteger(step) || step < 0) return null
  const time = typeof line._timestamp === 'number' ? Math.round(1000 * line._timestamp) : null
  const values: HistoryLine['values'] = []
  function add(name: string, value: unknown, depth: number): void {
    const number = numberFromJson(value)
    if (number !== undefined) values.push([name, number])
    // Of an image or a table the parts are no values: its width, its size in bytes.
    else if (
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      !('_type' in value) &&
      depth < 10
    )
      for (const [key, inner] of Object.entries(value)) add(`${name}.${key}`, inner, depth + 1)
  }
  for (const [name, value] of Object.entries(line)) if (!own.has(name)) add(name, value, 0)
  return { step, time, values }
}
