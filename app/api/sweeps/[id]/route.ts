import { answer, json } from '../../../../lib/http/answer.ts'
import { services } from '../../../../lib/server/services.ts'

type Named = { params: Promise<{ id: string }> }

export function GET(_: Request, { params }: Named) {
  return answer(async () => json(await services().sweeps.read((await params).id)))
}

/** Forgets the sweep; its runs stay. */
export function DELETE(_: Request, { params }: Named) {
  return answer(async () => {
    await services().sweeps.remove((await params).id)
    return new Response(null, { status: 204 })
  })
}
