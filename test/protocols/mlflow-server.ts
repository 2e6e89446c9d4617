/** A server of its own, called as MLflow's client calls it. */
import { afterAll, beforeAll } from 'vitest'
import { type Served, serve } from '../../scripts/served.ts'
import { pointsAt } from './recorded.ts'

export function mlflowServer() {
  let server: Served
  beforeAll(async () => {
    server = await serve()
  })
  afterAll(() => server?.close())

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${server.url}/api/2.0/mlflow/${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'mlflow-python-client/3.17.2',
        ...headers,
      },
      ...(body === undefined
        ? {}
        : {
            body:
              typeof body === 'object' && !(body instanceof Buffer) ? JSON.stringify(body) : (body as string),
          }),
    })
    return { status: response.status, answer: await response.json() }
  }
  return {
    call,
    url: () => server.url,
    async begun(changes: object = {}): Promise<string> {
      const { answer } = await call('POST', 'runs/create', { experiment_id: '0', ...changes })
      return answer.run.info.run_id
    },
    pointsOf: (id: string, name: string) => pointsAt(server.url, id, name),
  }
}
