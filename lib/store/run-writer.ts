/** Writes what happened to runs themselves: all events of a run that come together are folded, and its row is written once. */
import type { Prisma } from '../../prisma/generated/client.ts'
import { toJson } from '../number.ts'
import { applyToRun, type Run, type RunEvent, runIdOf } from '../run.ts'
import { recordFromRow, runToRow } from './rows.ts'

type Transaction = Prisma.TransactionClient

export type RunWriter = {
  /** Whether the event was taken, to be written with the next flush. Points, findings and deletions are not. */
  take(event: RunEvent): Promise<boolean>
  flush(): Promise<void>
}

const taken: ReadonlySet<RunEvent['type']> = new Set([
  'run-started',
  'run-edited',
  'run-ended',
  'run-lost',
  'run-branched',
  'control',
])
/** Events after which parameters and tags may differ. */
const describing: ReadonlySet<RunEvent['type']> = new Set(['run-started', 'run-edited'])

export function createRunWriter(transaction: Transaction): RunWriter {
  let touched = new Map<string, { stored: Run | null; run: Run | null; isDescribed: boolean }>()

  async function isLost(id: string): Promise<boolean> {
    const known = touched.get(id)
    if (known) return known.run?.status === 'lost'
    const where = { id, status: 'lost' }
    return (await transaction.run.findFirst({ where, select: { id: true } })) !== null
  }

  return {
    async take(event) {
      const id = runIdOf(event)
      // Points of a lost run say that its program is back; they are written all the same.
      const isBack = event.type === 'points' && (await isLost(id))
      if (!taken.has(event.type) && !isBack) return false
      const known = touched.get(id)
      const stored = known ? known.stored : await readRun(transaction, id)
      const run = applyToRun(known ? known.run : stored, event)
      touched.set(id, {
        stored,
        run,
        isDescribed: (known?.isDescribed ?? false) || describing.has(event.type),
      })
      return !isBack
    },
    async flush() {
      const pending = touched
      touched = new Map()
      for (const [id, { stored, run, isDescribed }] of pending) {
        if (!run || run === stored) continue
        const data = runToRow(run)
        await transaction.run.upsert({ where: { id }, create: data, update: data })
        if (isDescribed) await writeParamsAndTags(transaction, run)
      }
    },
  }
}

async function readRun(transaction: Transaction, id: string): Promise<Run | null> {
  const row = await transaction.run.findUnique({ where: { id }, include: { params: true, tags: true } })
  return row && recordFromRow({ ...row, series: [], findings: [] }).run
}

async function writeParamsAndTags(transaction: Transaction, run: Run): Promise<void> {
  const runId = run.id
  await transaction.param.deleteMany({ where: { runId } })
  const params = Object.entries(run.params).map(([key, value]) => ({ runId, key, value: toJson(value) }))
  if (params.length) await transaction.param.createMany({ data: params })
  await transaction.tag.deleteMany({ where: { runId } })
  const tags = [...new Set(run.tags)].map((name) => ({ runId, name }))
  if (tags.length) await transaction.tag.createMany({ data: tags })
}
