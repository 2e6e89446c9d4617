/** The verbs as calls of the API: the same questions and deeds as those of the command and of MCP. */
import { limits } from '../limits.ts'
import { verbs } from '../verbs/index.ts'
import type { HttpCall } from './call.ts'

export const verbCalls = verbs.map(
  ({ name, description, input, output, isReadOnly }): HttpCall => ({
    ...{ path: `/api/verbs/${name}`, summary: description, status: 200, answer: output },
    ...(isReadOnly
      ? { method: 'GET', right: 'read', query: input }
      : { method: 'POST', right: 'control', body: { schema: input, most: limits.smallBytes } }),
  }),
)
