/** What a call of `log` of the Python client takes: with a server, with one that answers nothing, with none. */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Refusal } from '../../lib/refusal.ts'
import { root } from '../../lib/root.ts'
import { serve, temporaryFolder } from '../served.ts'

const calls = 100_000

/** A loop that does some work of its own between two calls, as a training does, and one that does none. */
const program = `
import time, lossglass
def measured(name, work):
    run = lossglass.init(name=name)
    times = []
    clock = time.perf_counter
    for step in range(${calls}):
        values = {'train/loss': 1 / (step + 1), 'val/loss': 0.5, 'lr': 0.1}
        for _ in range(work):
            pass
        before = clock()
        run.log(values, step=step)
        times.append(clock() - before)
    times.sort()
    before = clock()
    ended = run.finish(timeout=20)
    at = lambda share: f'{times[int(share * len(times))] * 1e6:.2f}'
    print(f'{name}: median {at(0.5)} µs, p99 {at(0.99)} µs, p99.9 {at(0.999)} µs, longest {times[-1] * 1e3:.1f} ms; '
          + f'all of it {"delivered" if ended["delivered"] else "in the spool"} {clock() - before:.1f} s after the end')
measured('20 µs of work between two calls', 1000)
measured('no work between two calls', 0)
`

function run(url: string, home: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', ['-c', program], {
      env: {
        ...process.env,
        HOME: home,
        USERPROFILE: home,
        LOSSGLASS_URL: url,
        PYTHONPATH: join(root, 'python'),
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let printed = ''
    child.stdout.on('data', (chunk) => {
      printed += chunk
    })
    child.once('error', () =>
      reject(new Refusal('cannot-start', 'There is no python3 here: install Python 3.9 or newer.')),
    )
    child.once('close', () => resolve(printed.trim().split('\n')))
  })
}

export async function benchPythonLog(): Promise<{ lines: string[] }> {
  const lines = [`${calls.toLocaleString('en')} calls of run.log with three values each.`]
  const server = await serve()
  try {
    lines.push('a server that takes them:', ...(await run(server.url, server.folder)))
  } finally {
    await server.close()
  }
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await new Promise((resolve) => silent.once('listening', resolve))
  const home = temporaryFolder()
  try {
    const port = (silent.address() as AddressInfo).port
    lines.push('no server:', ...(await run('http://127.0.0.1:9', home)))
    lines.push('a server that answers nothing:', ...(await run(`http://127.0.0.1:${port}`, home)))
  } finally {
    silent.closeAllConnections()
    silent.close()
    rmSync(home, { recursive: true, force: true })
  }
  return { lines }
}
