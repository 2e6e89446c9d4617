/** Sweeps of the store in memory. */
import { nameTaken, type Sweep } from '../../sweep/sweep.ts'
import type { Store } from '../store.ts'

type Sweeps = Pick<Store, 'listSweeps' | 'readSweep' | 'writeSweep' | 'deleteSweep'>

export function createMemorySweeps(): Sweeps {
  const sweeps = new Map<string, Sweep>()
  return {
    async listSweeps() {
      return [...sweeps.values()].sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1))
    },
    async readSweep(idOrName) {
      return sweeps.get(idOrName) ?? [...sweeps.values()].find(({ name }) => name === idOrName) ?? null
    },
    async writeSweep(sweep) {
      if ([...sweeps.values()].some(({ id, name }) => name === sweep.name && id !== sweep.id))
        throw nameTaken(sweep)
      sweeps.set(sweep.id, sweep)
    },
    async deleteSweep(id) {
      sweeps.delete(id)
    },
  }
}
