/** Who trains a sweep from a terminal, by a name that tells on the same machine whether its process is still there. */
import { home } from '../delivery/spool-head.ts'

export function thisHolder(): string {
  return `${home} ${process.pid}`
}

/** Whether its process has ended. Never where it lives elsewhere: then only its silence tells. */
export function isGone(holder: string): boolean {
  const [, where, pid] = /^(.*) (\d+)$/.exec(holder) ?? []
  if (where !== home) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
