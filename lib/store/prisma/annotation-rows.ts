/** Annotations as rows. */

import type { Prisma } from '../../../prisma/generated/sqlite/client.ts'
import type { Annotation, AnnotationAuthor, AnnotationEvent } from '../../annotation.ts'

type Rows = Pick<Prisma.TransactionClient, 'annotation'>

export async function listAnnotations(rows: Rows, runId: string): Promise<Annotation[]> {
  const found = await rows.annotation.findMany({
    where: { runId },
    orderBy: [{ time: 'asc' }, { id: 'asc' }],
  })
  return found.map(({ id, step, time, text, author }) => ({
    ...{ id, time, text },
    step: step === null ? null : Number(step),
    author: author as AnnotationAuthor,
  }))
}

export async function writeAnnotation(rows: Rows, event: AnnotationEvent): Promise<void> {
  const { runId } = event
  switch (event.type) {
    case 'annotation': {
      const { id, time, text, author } = event
      const data = { runId, id, time, text, author, step: bigintOrNull(event.step) }
      // Sent again it is the same; what people have changed of it since stays.
      await rows.annotation.upsert({ where: { runId_id: { runId, id } }, create: data, update: {} })
      return
    }
    case 'annotation-edited': {
      const { step, ...rest } = event.changes
      const data = { ...rest, ...(step !== undefined && { step: bigintOrNull(step) }) }
      await rows.annotation.updateMany({ where: { runId, id: event.annotationId }, data })
      return
    }
    case 'annotation-deleted':
      await rows.annotation.deleteMany({ where: { runId, id: event.annotationId } })
  }
}

function bigintOrNull(value: number | null): bigint | null {
  return value === null ? null : BigInt(value)
}
