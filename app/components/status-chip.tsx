import type { RunStatus } from '../../lib/run.ts'

const words: Record<RunStatus, string> = {
  running: 'live',
  paused: 'paused',
  finished: 'finished',
  failed: 'failed',
  stopped: 'stopped',
  lost: 'lost',
}

export function StatusChip({ status }: { status: RunStatus }) {
  return (
    <span className="status" data-status={status}>
      {words[status]}
    </span>
  )
}
