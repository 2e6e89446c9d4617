/** Fifty healthy runs that go on, and one among them that has diverged. */

import type { RunningServer } from '../../lib/server/server.ts'
import { post } from '../live/serving.ts'

export const sick = 'run-23'

const steps = Array.from({ length: 60 }, (_, i) => i + 1)

/** A loss that falls to its floor with some noise; from step 40 on it explodes where it is sick. */
function lossAt(step: number, seed: number, isSick: boolean): number {
  if (isSick && step >= 40) return 0.4 * 1.6 ** (step - 39)
  return 0.2 + 2 * Math.exp(-step / 15) + 0.01 * Math.sin(step * 12.9898 + seed * 78.233)
}

export async function startFleet(server: RunningServer): Promise<void> {
  const events = Array.from({ length: 51 }, (_, i) => {
    const runId = `run-${i}`
    const values = (shift: number) => steps.map((step) => lossAt(step, i + shift, runId === sick))
    return [
      {
        type: 'run-started',
        run: {
          ...{ id: runId, name: `digits ${i}`, project: 'fleet', params: { lr: runId === sick ? 3 : 0.1 } },
          loss: { id: 'cross-entropy' },
        },
      },
      {
        ...{ type: 'points', runId },
        series: [
          { name: 'train/loss', steps, values: values(0) },
          { name: 'val/loss', steps, values: values(0.5) },
        ],
      },
    ]
  })
  await post(server, ...events.flat())
}
