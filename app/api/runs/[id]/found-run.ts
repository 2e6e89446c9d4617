import { cut, Refusal } from '../../../../lib/refusal.ts'
import { services } from '../../../../lib/server/services.ts'
import type { RunRecord } from '../../../../lib/store/store.ts'

/** The run that an address names. Refuses an id that no run has. */
export async function foundRun(params: Promise<{ id: string }>): Promise<RunRecord> {
  const { id } = await params
  const record = await services().store.readRun(id)
  if (!record) throw new Refusal('not-found', `There is no run "${cut(id)}".`)
  return record
}
