/** What `python/lossglass.py` knows by heart of the server is what the server says. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { spoolFileOf } from '../../lib/delivery/spool.ts'
import { limits } from '../../lib/limits.ts'
import { libraries } from '../../lib/losses/dialects/libraries.ts'
import { lossOf } from '../../lib/losses/index.ts'
import { root } from '../../lib/root.ts'
import { temporaryFolder } from '../../scripts/served.ts'
import { requirePython, startProgram } from './program.ts'

/** What an expression comes to in the client, as JSON. */
async function inClient<Type>(expression: string): Promise<Type> {
  const program = startProgram(`import json\nprint(json.dumps(${expression}))\n`, { home: temporaryFolder() })
  return JSON.parse(await program.line()) as Type
}

beforeAll(requirePython)

describe('the Python client', () => {
  it('keeps the limits of the schema', async () => {
    const names = [
      '_LONGEST_NAME',
      '_LONGEST_TEXT',
      '_MOST_PARAMS',
      '_MOST_TAGS',
      '_MOST_SERIES',
      '_LAST_STEP',
    ]
    expect(await inClient(`[lossglass.${names.join(', lossglass.')}]`)).toEqual([
      ...[limits.name, limits.text, limits.params, limits.tags, limits.series],
      Number.MAX_SAFE_INTEGER,
    ])
    const [points, events, bytes] = (await inClient<number[]>(
      '[lossglass._POINTS_PER_EVENT + lossglass._MOST_SERIES, lossglass._EVENTS_PER_MESSAGE, lossglass._BYTES_PER_MESSAGE]',
    )) as [number, number, number]
    expect(points).toBeLessThan(limits.points)
    expect(events).toBeLessThanOrEqual(limits.events)
    expect(bytes).toBeLessThan(limits.bytes / 2)
  })

  it('leaves out the names of series that every object has', async () => {
    const taken = await inClient<string[]>('sorted(lossglass._TAKEN_NAMES)')
    expect(taken).toEqual(Object.getOwnPropertyNames(Object.prototype).sort())
  })

  it('names losses, and their parameters, as the library does', async () => {
    const torch = Object.values(
      await inClient<Record<string, [string, Record<string, string>]>>('lossglass._TORCH_LOSSES'),
    )
    expect(torch.length).toBeGreaterThan(15)
    for (const [id, names] of torch)
      expect(Object.keys(lossOf(id).parameters)).toEqual(expect.arrayContaining(Object.values(names)))
    const others = await inClient<string[]>(
      '[*lossglass._KERAS_LOSSES.values(), *lossglass._BOOSTED_LOSSES.values()]',
    )
    for (const id of others) expect(lossOf(id).id).toBe(id)
  })

  it('names dialects as the tables of the library do, and takes those that the server takes', async () => {
    const dialects = await inClient<string[]>('sorted(set(lossglass._LOSS_PACKAGES.values()))')
    expect(Object.keys(libraries)).toEqual(
      expect.arrayContaining([...dialects, 'keras', 'xgboost', 'lightgbm']),
    )
    expect(await inClient('lossglass._DIALECT.pattern')).toBe(`[A-Za-z0-9@._/-]{1,${limits.dialect}}`)
  })

  it('names the files of its spool as the Node client does', async () => {
    const file = await inClient<string>("lossglass._Spool('a', 'http://x').file")
    const shape = /\.lossglass\/spool\/a\.[0-9a-f]{8}\.\d+\.jsonl$/
    expect([file, spoolFileOf('a')].map((name) => shape.test(name))).toEqual([true, true])
  })

  it('has the version of the server, and a line for its address', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(await inClient('lossglass.__version__')).toBe(version)
    expect(await inClient('lossglass._ADDRESS')).toBe('http://127.0.0.1:3000')
  })
})
