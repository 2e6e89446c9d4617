/** Follows the logs below folders in a process of its own: whatever is in them, the server goes on. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../root.ts'

const script = join(root, 'dist', 'import.js')
/** So long after it ended by itself it is started again. */
const restMs = 5000

export type LogFollower = {
  /** Follows these folders and no others. */
  follow(folders: readonly string[]): void
  close(): void
}

export function createLogFollower({ url, token }: { url: string; token: string | undefined }): LogFollower {
  let followed = '[]'
  let child: ChildProcess | null = null
  let waiting: ReturnType<typeof setTimeout> | undefined

  function start(folders: readonly string[]): void {
    const env = { ...process.env, ...(token ? { LOSSGLASS_TOKEN: token } : {}) }
    const args = [script, '--follow', '--server', url, '--', ...folders]
    const started = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    started.on('error', (error) => console.error(`Logs cannot be followed: ${error.message}`))
    started.on('exit', () => {
      if (child !== started) return
      console.error(`What follows the logs has ended: it is started again in ${restMs / 1000} seconds.`)
      waiting = setTimeout(() => start(folders), restMs)
    })
    child = started
  }

  function stop(): void {
    clearTimeout(waiting)
    const ended = child
    child = null
    ended?.kill()
  }

  return {
    follow(folders) {
      const wanted = [...new Set(folders)]
      if (JSON.stringify(wanted) === followed) return
      followed = JSON.stringify(wanted)
      stop()
      if (wanted.length) start(wanted)
    },
    close: stop,
  }
}
