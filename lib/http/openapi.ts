/** The description of the API by OpenAPI 3.1, made of the schemas by which it is parsed. */
import { z } from 'zod'
import { answers } from './answers.ts'
import type { HttpCall } from './call.ts'
import { calls } from './calls.ts'

type Json = Record<string, unknown>

function schemaOf(schema: z.ZodType): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}

const about = [
  'NaN, Infinity, -Infinity and -0 are written as these words, in both directions. Times are in milliseconds since 1970.',
  'A refusal is one sentence, with 400, 401, 403, 404, 405, 409, 413, 422, 429 or 503. 413 says how many bytes are taken, which each call here says too.',
  'There is no limit on how often a call may come but for ten wrong tokens a minute of one address, and for what a call here says.',
].join('\n\n')

/** The whole document; `version` is that of the server, `basePath` where its pages lie. */
export function openapi(version: string, basePath = ''): Json {
  const paths: Record<string, Json> = {}
  for (const call of calls)
    paths[call.path] = { ...paths[call.path], [call.method.toLowerCase()]: operationOf(call) }
  return {
    openapi: '3.1.0',
    info: { title: 'Lossglass', version, license: { name: 'Apache-2.0' }, description: about },
    servers: [{ url: basePath || '/' }],
    security: [{}, { token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: "Where the server wants one: the owner's, or one with the right that a call names.",
        },
      },
      responses: { Refused: { description: 'A refusal.', ...jsonOf(answers.refused) } },
    },
  }
}

function operationOf({ path, right, summary, query, body, status, answer, isBytes }: HttpCall): Json {
  const parameters = [...inPath(path), ...(query ? inQuery(query) : [])]
  return {
    summary,
    description: right === 'any' ? 'Any token will do.' : `A token needs the right "${right}".`,
    ...(parameters.length && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        description: `At most ${body.most} bytes.`,
        content: { ...contentOf(body.schema), ...(body.also && { [body.also]: {} }) },
      },
    }),
    responses: {
      [status]: {
        description: 'Done.',
        ...(answer && jsonOf(answer)),
        ...(isBytes && { content: { 'application/octet-stream': {} } }),
      },
      default: { $ref: '#/components/responses/Refused' },
    },
  }
}

function jsonOf(schema: z.ZodType): Json {
  return { content: contentOf(schema) }
}

function contentOf(schema: z.ZodType): Json {
  return { 'application/json': { schema: schemaOf(schema) } }
}

function inPath(path: string): Json[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    ...{ name, in: 'path', required: true },
    schema: { type: 'string' },
  }))
}

function inQuery(query: z.ZodType): Json[] {
  const { properties = {}, required = [] } = schemaOf(query) as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query' },
    ...(required.includes(name) && { required: true }),
    schema,
  }))
}
