/**
 * A Python with the clients and frameworks that tests log from, in versions that a list pins. It is made below
 * node_modules/.cache, once for each state of the lists, from whatever package index pip is set up with.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { giveUp, root, run } from './setup.mjs'

// What the pinned packages ask for; lossglass.py itself runs from 3.9 on.
const oldest = [3, 11]
const lists = join(root, 'test', 'clients')
const cache = join(root, 'node_modules', '.cache')

/** The Python that is installed, and its version; ends the program with a sentence where none will do. */
function installedPython() {
  const wanted = `The tests run real clients in Python: install Python ${oldest.join('.')} or newer as "python3"`
  const look = 'import sys; print(*sys.version_info[:2], flush=True); import venv, ensurepip'
  for (const command of ['python3', 'python']) {
    const { status, stdout } = spawnSync(command, ['-c', look], { encoding: 'utf8' })
    if (!stdout) continue
    const [major, minor] = stdout.split(' ').map(Number)
    const version = `${major}.${minor}`
    if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
      giveUp(`${wanted}; this is ${version}.`)
    if (status !== 0)
      giveUp(
        `${wanted}, with "venv" and "ensurepip": this ${version} has none (Debian's package is python3-venv).`,
      )
    return { command, version }
  }
  return giveUp(`${wanted}.`)
}

/**
 * The interpreter that has the packages of `test/clients/NAME.txt`, installed first where they are not. Ends the
 * program with a sentence where that fails.
 * @returns {string}
 */
export function pythonWith(name) {
  const list = join(lists, `${name}.txt`)
  const { command, version } = installedPython()
  const hash = createHash('sha256').update(version)
  for (const file of [list, join(lists, 'constraints.txt')]) hash.update(readFileSync(file))
  const folder = join(cache, `python-${name}-${hash.digest('hex').slice(0, 12)}`)
  const python = join(
    folder,
    ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']),
  )
  const stamp = join(folder, 'installed')
  if (existsSync(stamp)) return python

  console.error(`Installing the Python packages of ${basename(list)} …`)
  if (existsSync(cache))
    for (const old of readdirSync(cache))
      if (old.startsWith(`python-${name}-`)) rmSync(join(cache, old), { recursive: true })
  // Bytecode is made when a module is first imported, which most never are.
  const options = ['--quiet', '--disable-pip-version-check', '--no-compile', '--only-binary', ':all:']
  if (
    run(command, ['-m', 'venv', folder]) !== 0 ||
    run(python, ['-m', 'pip', 'install', ...options, '-r', list]) !== 0
  )
    giveUp(
      `The packages of ${basename(list)} could not be installed for Python ${version}; what was printed above says why.`,
    )
  writeFileSync(stamp, '')
  return python
}
