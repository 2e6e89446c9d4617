/** How PostgreSQL answers what is asked of it: what is only written waits until somebody reads, and goes together. */
import type { Turns } from '../../turns.ts'
import type { Asking, Question, Row } from '../sql/asking.ts'
import type { Queryable } from './pools.ts'
import { createWaitingRows, type WaitingRows } from './waiting-rows.ts'

const nothing: readonly Row[] = []

export async function answerLater<T>(
  client: Queryable,
  asking: Asking<T>,
  turns: Turns = () => {},
): Promise<T> {
  const waiting = createWaitingRows(client)
  let step = asking.next()
  while (!step.done) {
    await turns()
    step = asking.next(await answerOf(client, waiting, step.value))
  }
  await waiting.write()
  return step.value
}

async function answerOf(client: Queryable, waiting: WaitingRows, question: Question): Promise<Iterable<Row>> {
  async function ask(sql: string): Promise<Row[]> {
    await (question.ask === 'run' ? waiting.write() : waiting.writeFor(sql))
    const params = 'params' in question ? question.params : []
    const values = params.map((param) => (param instanceof Uint8Array ? Buffer.from(param) : param))
    const { rows } = await client.query<Row>({ text: postgresqlSql(sql), values, rowMode: 'array' })
    return rows
  }
  switch (question.ask) {
    case 'put':
      waiting.put(question.table, question.row)
      return nothing
    case 'points':
      await waiting.points(question)
      return nothing
    case 'packed':
      return ask(`SELECT ${question.columns.join(', ')} ${question.from}`)
    case 'rows':
    case 'run':
      return ask(question.sql)
  }
}

const known = new Map<string, string>()
const sqlsKept = 500

/** With `$1` for each `?`, and arrays for lists. */
function postgresqlSql(sql: string): string {
  const found = known.get(sql)
  if (found) return found
  let place = 0
  const own = sql
    .replaceAll(/IN \?\*|\?/g, (mark) => (mark === '?' ? `$${++place}` : `= ANY ($${++place})`))
    .replaceAll(' LIKE ', ' ILIKE ')
  if (known.size >= sqlsKept) known.clear()
  known.set(sql, own)
  return own
}
