import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calls } from '../../lib/http/calls.ts'
import { needOf } from '../../lib/http/needs.ts'
import { foreignNeed } from '../../lib/protocols/needs.ts'
import { verbs } from '../../lib/verbs/index.ts'

const need = (request: string) => {
  const [method = '', address = ''] = request.split(' ')
  return needOf(method, address, foreignNeed)
}

describe('what a token needs', () => {
  it('is said by every call of the API, which reading ones take from read alone', () => {
    for (const { method, path, right } of calls) {
      expect(need(`${method} ${path.replaceAll(/\{\w+\}/g, 'abc')}`)).toBe(right)
      if (method !== 'GET') expect([path, right]).not.toEqual([path, 'read'])
    }
    for (const { name, isReadOnly } of verbs)
      expect(need(isReadOnly ? `GET /api/verbs/${name}` : `POST /api/verbs/${name}`)).toBe(
        isReadOnly ? 'read' : 'control',
      )
  })

  it.each([
    ['POST /api/ingest', 'log'],
    ['POST /api/runs/a/predictions', 'log'],
    ['GET /lossglass.py', 'any'],
    ['GET /api/health', 'any'],
    ['HEAD /api/health', 'any'],
    ['GET /_next/static/chunks/a.js', 'any'],
    ['GET /', 'read'],
    ['GET /runs/a?zoom=1-2', 'read'],
    ['GET /report?runs=a', 'read'],
    ['GET /api/runs/a/points?series=train/loss', 'read'],
    ['POST /mcp', 'read'],
    ['POST /api/runs', 'control'],
    ['PATCH /api/runs/a', 'control'],
    ['POST /api/runs/a/control', 'control'],
    ['POST /api/findings/a/acknowledge', 'control'],
    ['POST /api/sweeps', 'control'],
    ['POST /api/drops/0123456789abcdef0123456789abcdef', 'control'],
    ['DELETE /api/runs/a', 'owner'],
    ['GET /api/settings', 'owner'],
    ['PUT /api/settings', 'owner'],
    ['POST /api/tokens', 'owner'],
    ['GET /settings', 'owner'],
    ['GET /settings?x', 'owner'],
  ])('%s: %s', (request, expected) => {
    expect(need(request)).toBe(expected)
  })

  it.each([
    'GET /%73ettings',
    'GET /settings/',
    'GET /x/../settings',
    'GET /./settings',
    'GET /%61pi/settings',
    'GET /api/%74okens',
    'GET /api\\settings',
    'DELETE /api/%72uns/a',
    'POST /api/no-such-call',
    'POST /',
    'GET /settings/%E0%A4%A',
  ])('is the same however the address is written, and the most where nobody knows it: %s', (request) => {
    expect(need(request)).toBe('owner')
  })

  it('is the same with any letters encoded, dots in between and slashes behind', () => {
    const owned = calls.filter(({ right }) => right === 'owner')
    const letters = fc.infiniteStream(fc.boolean())
    fc.assert(
      fc.property(
        fc.constantFrom(...owned),
        letters,
        fc.boolean(),
        fc.boolean(),
        (call, isEncoded, hasDots, hasSlash) => {
          const path = call.path.replaceAll(/\{\w+\}/g, 'abc')
          const code = (letter: string) => `%${letter.charCodeAt(0).toString(16)}`
          const written = path.replaceAll(/[a-z]/g, (letter) =>
            isEncoded.next().value ? code(letter) : letter,
          )
          const address = `${hasDots ? '/x/..' : ''}${written}${hasSlash ? '/' : ''}`
          expect(need(`${call.method} ${address}`)).toBe('owner')
        },
      ),
    )
  })

  it.each([
    ['POST /api/2.0/mlflow/runs/log-batch', 'log'],
    ['GET /api/2.0/mlflow/runs/get?run_id=a', 'log'],
    ['GET /api/2.0/mlflow/metrics/get-history?run_id=a', 'log'],
    ['GET /ajax-api/2.0/mlflow/experiments/get-by-name?experiment_name=a', 'log'],
    ['PUT /api/2.0/mlflow-artifacts/artifacts/a', 'log'],
    ['POST /api/2.0/mlflow/runs/search', 'read'],
    ['GET /api/2.0/mlflow/experiments/search', 'read'],
    ['POST /api/2.0/mlflow/runs/delete', 'owner'],
    ['POST /graphql', 'log'],
    ['POST /files/me/project/run/file_stream', 'log'],
    ['PUT /wandb-upload/a.txt', 'log'],
    ['GET /me/project/runs/a', 'read'],
    ['GET /version', 'log'],
    ['POST /api/bulk_log', 'log'],
    ['POST /api/get_run_summary', 'log'],
    ['POST /api/login/api_key', 'log'],
    ['POST /api/house/metrics', 'log'],
    ['GET /@me/project/runs/a', 'read'],
    ['GET /v2.23/tasks.get_by_id', 'log'],
    ['POST /auth.login', 'log'],
    ['POST /clearml-files/a', 'log'],
  ])(
    "of other tools' clients is to log, and to read where they look at more than their run: %s: %s",
    (request, expected) => {
      expect(need(request)).toBe(expected)
    },
  )
})
