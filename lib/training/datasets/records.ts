/** Records of a JSON file as a table of texts. */
import type { Table } from '../../tabular/index.ts'

export type Cells = Readonly<Record<string, string | number | null>>

/** The columns are those of the first record. */
export function tableOfRecords(records: readonly Cells[]): Table {
  return {
    rows: records.length,
    columns: Object.keys(records[0] ?? {}).map((name) => ({
      name,
      values: records.map((record) => String(record[name] ?? '')),
    })),
  }
}
