/** Python programs that log with `python/lossglass.py`, in a home of their own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../lib/root.ts'

export type Program = {
  child: ChildProcess
  /** The next line that it prints. */
  line(): Promise<string>
  /** Its exit code, what it said on stderr, and what it printed that was not read. */
  ended: Promise<Ended>
}
type Ended = { code: number | null; said: string; printed: string }

/** Throws where there is no Python to test with: a client that nobody has tried is no client. */
export function requirePython(): void {
  const { status } = spawnSync('python3', ['--version'])
  if (status !== 0)
    throw new Error('These tests run programs in Python: install Python 3.9 or newer as "python3".')
}

/** Starts a program whose text begins behind the imports. */
export function startProgram(
  text: string,
  { home, url, folder = join(root, 'python'), ...variables }: Record<string, string>,
): Program {
  const imports = 'import math, os, struct, sys, threading, time\nimport lossglass\n'
  return startPython('python3', ['-c', imports + text], {
    ...{ HOME: home, USERPROFILE: home, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' },
    ...(url !== undefined && { LOSSGLASS_URL: url }),
    ...variables,
  })
}

/** Starts an interpreter that sees these variables only, and where programs are found. */
export function startPython(
  python: string,
  args: string[],
  variables: Record<string, string | undefined>,
  cwd = root,
): Program {
  const env = { PATH: process.env.PATH, ...variables } as unknown as NodeJS.ProcessEnv
  const child = spawn(python, ['-u', ...args], { env, cwd })
  let said = ''
  let printed = ''
  let isOver = false
  const waiting: (() => void)[] = []
  const wake = () => {
    for (const look of waiting.splice(0)) look()
  }
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  child.stdout?.on('data', (chunk) => {
    printed += chunk
    wake()
  })
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) => {
      isOver = true
      wake()
      resolve({ code, said, printed })
    }),
  )
  async function line(): Promise<string> {
    while (!printed.includes('\n')) {
      if (isOver) throw new Error(`The program has ended: ${said}`)
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    const [first, ...rest] = printed.split('\n')
    printed = rest.join('\n')
    return first as string
  }
  return { child, line, ended }
}

/** Runs it to its end. Throws with what it said where that was no good one. */
export async function runProgram(text: string, options: Record<string, string>): Promise<string> {
  const { code, said } = await startProgram(text, options).ended
  if (code !== 0) throw new Error(`The program ended with ${code}: ${said}`)
  return said
}
