import { answer } from '../../../../lib/http/answer.ts'
import { services } from '../../../../lib/server/services.ts'

type Context = { params: Promise<{ name: string }> }

export function DELETE(_request: Request, { params }: Context) {
  return answer(async () => {
    await services().tokens.revoke((await params).name)
    return new Response(null, { status: 204 })
  })
}
