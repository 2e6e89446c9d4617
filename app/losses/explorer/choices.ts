/** What is chosen in the explorer, and how the address says it. */
import type { Setting, Settings, Stage } from '../../../lib/explorer/stage.ts'
import { lossesOn } from '../../../lib/explorer/stages.ts'
import type { LossId } from '../../../lib/losses/index.ts'

/** Texts as they were typed: what is no number is said so, and stays to be mended. */
export type Choices = {
  on: readonly LossId[]
  /** Parameters by `loss.name`. */
  knobs: Readonly<Record<string, string>>
  settings: Settings
  /** Null for the rows that the stage begins with. */
  rows: readonly (readonly string[])[] | null
}

const mostRows = 20
const settingPrefix = 'held.'

export function typedRows(stage: Stage): string[][] {
  return (stage.table?.rows ?? []).map((row) => row.map(String))
}

function settingIn(address: URLSearchParams, { name, default: usual, min, max }: Setting): number {
  const text = address.get(settingPrefix + name)
  const value = text === null || text === '' ? Number.NaN : Number(text)
  return value >= min && value <= max ? value : usual
}

function rowsIn(address: URLSearchParams, { table }: Stage): string[][] | null {
  const text = address.get('rows')
  if (!text || !table) return null
  const rows = text
    .split(';')
    .slice(0, mostRows)
    .map((row) => row.split(','))
  const fits = rows.every((row) => row.length === table.columns.length)
  return fits && (!table.rowNames || rows.length === table.rowNames.length) ? rows : null
}

export function readChoices(address: URLSearchParams, stage: Stage, usual: readonly LossId[]): Choices {
  const known = lossesOn(stage)
  const asked = address.get('on')?.split(',')
  const knobs = [...address].filter(([name]) => known.some((id) => name.startsWith(`${id}.`)))
  return {
    on: asked ? known.filter((id) => asked.includes(id)) : usual,
    knobs: Object.fromEntries(knobs),
    settings: Object.fromEntries(stage.settings.map((one) => [one.name, settingIn(address, one)])),
    rows: rowsIn(address, stage),
  }
}

/** What the address must say for these choices; null for what it need not say. */
export function addressOf(
  { on, knobs, settings, rows }: Choices,
  stage: Stage,
  usual: readonly LossId[],
): Record<string, string | null> {
  return {
    on: on.join() === usual.join() ? null : on.join(),
    ...knobs,
    ...Object.fromEntries(
      stage.settings.map(({ name, default: first }) => [
        settingPrefix + name,
        settings[name] === first ? null : String(settings[name]),
      ]),
    ),
    rows: rows?.map((row) => row.map(safe).join()).join(';') ?? null,
  }
}

/** The two separators cannot be typed into a cell. */
function safe(cell: string): string {
  return cell.replaceAll(/[,;]/g, '')
}
