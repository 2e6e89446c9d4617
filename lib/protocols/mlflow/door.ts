/** Which requests are of MLflow's clients, and how they are answered. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Door } from '../../http/exchange.ts'
import { Refusal } from '../../refusal.ts'
import { jsonOf, send } from '../exchange.ts'
import { type CallsParts, mlflowCalls } from './calls.ts'
import { type MlflowCode, MlflowFault } from './fault.ts'
import { modelCall } from './model-calls.ts'

const tracking = /^\/(?:ajax-)?api\/2\.0\/(?:preview\/)?mlflow\/([\w/.%-]+)$/
const artifacts = /^\/(?:ajax-)?api\/2\.0\/mlflow-artifacts\/artifacts(\/|$)/
/** One to read, not a list of them. */
const isFile = /\/mlflow-artifacts\/artifacts\/./

export const isOfMlflow = (path: string) => tracking.test(path) || artifacts.test(path)

export function mlflowDoor(parts: CallsParts): Door {
  const calls = mlflowCalls(parts)
  return (request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split('?')
    if (artifacts.test(path)) {
      // Files are not kept; a client that only writes them is not to fail by that.
      request.resume()
      answer(response, async () => {
        if (request.method !== 'GET') return {}
        if (isFile.test(path))
          throw new MlflowFault(
            'RESOURCE_DOES_NOT_EXIST',
            'This server keeps no files: none is here to read.',
          )
        return { files: [] }
      })
      return true
    }
    const name = tracking.exec(path)?.[1]
    if (name === undefined) return false
    const call = calls.get(`${request.method} ${name}`) ?? modelCall(request.method ?? '', name, parts.now)
    answer(response, async () => {
      if (!call)
        throw new MlflowFault('ENDPOINT_NOT_FOUND', `This server does not know ${request.method} ${name}.`)
      const input = request.method === 'GET' ? inputOf(query) : await jsonOf(request)
      return call(input, sourceOf(request))
    })
    return true
  }
}

function inputOf(query: string): Record<string, unknown> {
  return Object.fromEntries(new URLSearchParams(query))
}

/** `mlflow 3.17.2`, as the client says. */
function sourceOf({ headers }: IncomingMessage): string {
  const version = /mlflow-python-client\/([\w.]{1,40})/.exec(headers['user-agent'] ?? '')?.[1]
  return version ? `mlflow ${version}` : 'mlflow'
}

const codes: Partial<Record<Refusal['code'], MlflowCode>> = {
  'not-found': 'RESOURCE_DOES_NOT_EXIST',
  forbidden: 'PERMISSION_DENIED',
}

async function answer(response: ServerResponse, work: () => Promise<object>): Promise<void> {
  try {
    send(response, 200, await work())
  } catch (error) {
    const fault =
      error instanceof MlflowFault
        ? error
        : error instanceof Refusal
          ? new MlflowFault(codes[error.code] ?? 'INVALID_PARAMETER_VALUE', error.message)
          : null
    if (!fault) console.error(error)
    const said =
      fault ??
      new MlflowFault(
        'INVALID_PARAMETER_VALUE',
        'Something went wrong in the server; its terminal says more.',
      )
    send(response, said.status, { error_code: said.code, message: said.message })
  }
}
