/** The names by which runs can be asked for, and what they have there. */
import { fromJson } from '../../number.ts'
import { systemPrefix } from '../../system/system-series.ts'
import type { ListedFields } from '../store.ts'
import { type Asking, type Row, rows } from './asking.ts'

const paramsSql = 'SELECT DISTINCT key, value FROM params ORDER BY key, value'

/** The machine that trains is no field of a run. */
export const notOfSystem = `substr(name, 1, ${systemPrefix.length}) != '${systemPrefix}'`

export function* listFields(most: number): Asking<ListedFields> {
  const params = new Map<string, string[]>()
  for (const [key, value] of (yield* rows(paramsSql, [])) as [string, string][]) {
    const values = params.get(key) ?? []
    params.set(key, values)
    if (values.length < most) values.push(String(fromJson(value)))
  }
  const series = yield* rows(`SELECT DISTINCT name FROM series WHERE ${notOfSystem} ORDER BY name`, [])
  const tags = yield* rows('SELECT DISTINCT name FROM tags ORDER BY name', [])
  const nameOf = ([name]: Row) => name as string
  return { params: [...params], series: series.map(nameOf), tags: tags.map(nameOf) }
}
