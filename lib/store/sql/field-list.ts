/** The names by which runs can be asked for, and what they have there. */
import { fromJson } from '../../number.ts'
import { systemPrefix } from '../../system/system-series.ts'
import type { Connection } from '../sqlite/connection.ts'
import type { ListedFields } from '../store.ts'

const paramsSql = 'SELECT DISTINCT key, value FROM params ORDER BY key, value'

/** The machine that trains is no field of a run. */
export const notOfSystem = `substr(name, 1, ${systemPrefix.length}) != '${systemPrefix}'`

export function listFields(connection: Connection, most: number): ListedFields {
  const params = new Map<string, string[]>()
  for (const [key, value] of connection.prepare(paramsSql).all([]) as [string, string][]) {
    const values = params.get(key) ?? []
    params.set(key, values)
    if (values.length < most) values.push(String(fromJson(value)))
  }
  const names = (sql: string) =>
    connection
      .prepare(sql)
      .all([])
      .map(([name]) => name as string)
  return {
    params: [...params],
    series: names(`SELECT DISTINCT name FROM series WHERE ${notOfSystem} ORDER BY name`),
    tags: names('SELECT DISTINCT name FROM tags ORDER BY name'),
  }
}
