/** The import of what programs have written in their folder, into a project of its own. */
import { execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../lib/root.ts'
import type { Served } from '../../scripts/served.ts'
import { endAfterwards } from './training.ts'

const command = join(root, 'dist', 'import.js')
const argsOf = ({ url }: Served, path: string, project: string) => [
  command,
  path,
  '--server',
  url,
  '--project',
  project,
]

export async function importFrom(server: Served, path: string, project: string): Promise<void> {
  await promisify(execFile)(process.execPath, argsOf(server, path, project))
}

/** Goes on with what is written there until the test ends. */
export function follow(server: Served, path: string, project: string): void {
  endAfterwards(spawn(process.execPath, [...argsOf(server, path, project), '--follow']))
}
