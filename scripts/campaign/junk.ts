/**
 * Messages that no program of good faith sends, drawn from a seed: broken texts, wrong kinds in a true message,
 * addresses of nothing.
 */
import fc from 'fast-check'

export type Junk =
  | { way: 'http'; method: string; path: string; body: string | null }
  | { way: 'socket'; event: string; data: unknown }
  | { way: 'frame'; text: string }

/** Runs that these name: nothing else is touched. */
const runId = 'malformed'

const posted = [
  ...['/api/ingest', '/api/runs', '/api/settings/preview', '/api/sweeps', '/mcp', '/graphql'],
  ...[`/api/runs/${runId}/control`, `/api/runs/${runId}/annotations`, `/api/runs/${runId}/predictions`],
  ...['log-metric', 'log-batch', 'create', 'update', 'set-tag', 'search'].map(
    (call) => `/api/2.0/mlflow/runs/${call}`,
  ),
  ...['/files/me/project/run/file_stream', '/api/bulk_log', '/api/get_run_summary', '/api/house/metrics'],
  ...[
    '/api/project/me',
    '/api/login/api_key',
    '/v2.23/events.add_batch',
    '/v2.23/tasks.create',
    '/auth.login',
  ],
]
const asked = [
  ...[
    '/api/runs',
    '/api/fields',
    '/api/points',
    '/api/compare/verdict',
    '/api/compare/matrix',
    '/api/report',
  ],
  ...[`/api/runs/${runId}/points`, `/api/runs/${runId}/averages`, `/api/runs/${runId}/console`],
  ...[
    '/api/verbs/list_runs',
    '/api/2.0/mlflow/runs/get',
    '/api/2.0/mlflow/metrics/get-history',
    '/api/nothing',
  ],
]

const events = {
  events: [
    { type: 'run-started', run: { id: runId, name: 'a', params: { lr: 0.1 }, tags: ['t'] } },
    { type: 'points', runId, series: [{ name: 'train/loss', steps: [1, 2], values: [0.5, 'NaN'] }] },
    { type: 'console', runId, text: 'hello\n' },
    { type: 'annotation', runId, id: 'a', text: 'here', step: 1 },
    { type: 'run-ended', runId, status: 'finished' },
  ],
}

const anything = fc.anything({
  maxDepth: 3,
  maxKeys: 4,
  withObjectString: true,
  withUnicodeString: true,
} as never)
const odd = fc.oneof(
  anything,
  fc.constantFrom<unknown>(
    null,
    [],
    {},
    -1,
    Number.MAX_VALUE,
    2 ** 53,
    '',
    'NaN',
    '__proto__',
    '\0',
    '\ud800',
    'x'.repeat(5000),
  ),
  fc.array(fc.constant(0), { minLength: 200, maxLength: 400 }),
)

/** A value in the place of one that a true message has there. */
function spoilt(value: unknown, path: readonly number[], put: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined || typeof value !== 'object' || value === null) return put
  const keys = Object.keys(value)
  const key = keys[first % Math.max(1, keys.length)] ?? 'type'
  const inner = spoilt((value as Record<string, unknown>)[key], rest, put)
  return Array.isArray(value)
    ? value.map((item, i) => (String(i) === key ? inner : item))
    : { ...value, [key]: inner }
}

const spoiltEvents = fc
  .tuple(fc.array(fc.nat(7), { minLength: 1, maxLength: 6 }), odd)
  .map(([path, put]) => spoilt(events, path, put))
const asText = (value: unknown) => {
  try {
    return JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? `${item}` : item)) ?? 'undefined'
  } catch {
    return '{"a":'
  }
}
const cutText = fc.tuple(spoiltEvents, fc.nat(200)).map(([value, at]) => asText(value).slice(0, at))
const body = fc.oneof(
  anything.map(asText),
  cutText,
  fc.string(),
  fc.constantFrom('', '[', '{"events":', '"', '[[[[['),
)

export const junk: fc.Arbitrary<Junk> = fc.oneof(
  {
    weight: 4,
    arbitrary: spoiltEvents.map(
      (sent): Junk => ({ way: 'http', method: 'POST', path: '/api/ingest', body: asText(sent) }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE'),
        fc.constantFrom(...posted),
        body,
      )
      .map(([method, path, body]): Junk => ({ way: 'http', method, path, body })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...asked), fc.string(), fc.string()).map(
      ([path, name, value]): Junk => ({
        ...{ way: 'http', method: 'GET', body: null },
        path: `${path}?${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom('events', 'events', 'watch', 'nothing'),
        fc.oneof(
          spoiltEvents.map((sent) => (sent as typeof events)?.events),
          odd,
        ),
      )
      .map(([event, data]): Junk => ({ way: 'socket', event, data })),
  },
  { weight: 1, arbitrary: fc.string().map((text): Junk => ({ way: 'frame', text })) },
)
