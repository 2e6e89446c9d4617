import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultOfMethod, faultOfOtherMethod, faultOfParameters, methodsOf } from '../../lib/http/methods.ts'
import { root } from '../../lib/root.ts'

const folder = join(root, 'app/api')
const routes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('route.ts') && !file.includes('[...'))
  .map((file) => ({
    path: `/api/${file.replace(/\/?route\.ts$/, '').replaceAll(/\[\w+\]/g, 'abc')}`,
    text: readFileSync(join(folder, file), 'utf8'),
  }))

describe('the methods of a call', () => {
  it.each(routes)('$path are those that its route has', ({ path, text }) => {
    const exported = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) =>
      new RegExp(`export (async )?function ${method}\\b`).test(text),
    )
    expect(methodsOf(path)?.toSorted()).toEqual(exported.toSorted())
  })

  it('are told when another one comes', () => {
    expect(faultOfMethod('PUT', '/api/runs')).toMatchObject({
      code: 'wrong-method',
      message: '/api/runs takes GET, POST, not PUT.',
    })
    for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(faultOfMethod(method, '/api/health')).toBeNull()
    expect(faultOfMethod('PUT', '/api/nothing')).toBeNull()
  })

  it('take no parameters where none are listed, but a token', () => {
    expect(faultOfParameters('GET', '/api/health', 'x=1')).toMatchObject({
      code: 'invalid',
      message: '/api/health takes no parameters, and "x" is one.',
    })
    expect(faultOfParameters('HEAD', '/api/runs/a/findings', 'token=t&y')).toMatchObject({ code: 'invalid' })
    expect(faultOfParameters('POST', '/api/runs', 'limit=1')).toMatchObject({ code: 'invalid' })
    for (const [method, path, query] of [
      ['GET', '/api/health', ''],
      ['GET', '/api/health', 'token=t'],
      ['GET', '/api/runs', 'limit=1'],
      ['GET', '/runs/a', 'zoom=1-2'],
      ['GET', '/api/2.0/mlflow/runs/get', 'run_id=a'],
    ] as const)
      expect(faultOfParameters(method, path, query)).toBeNull()
  })

  it('are few for pages, and for what there is not', () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(faultOfOtherMethod(method, '/runs/a')).toBeNull()
    expect(faultOfOtherMethod('PUT', '/')).toMatchObject({
      code: 'wrong-method',
      message: '/ takes GET, HEAD, OPTIONS, not PUT.',
    })
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
      expect(faultOfOtherMethod(method, '/api/nope')).toBeNull()
    expect(faultOfOtherMethod('TRACE', '/api/nope')).toMatchObject({ code: 'wrong-method' })
  })
})
