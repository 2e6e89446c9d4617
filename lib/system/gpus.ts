/** What `nvidia-smi` says of the graphics cards, where there is one. Never waited for, and given up where it keeps failing. */
import { execFile } from 'node:child_process'

const fields = ['index', 'utilization.gpu', 'memory.used', 'temperature.gpu', 'power.draw']
const names = ['utilization', 'memory', 'temperature', 'power']
const mebibyte = 2 ** 20
const mostCards = 64
const answerMs = 5000
const mostFailures = 3

/** Values by the names of their series. A card that does not say one, `[N/A]` or `[Not Supported]`, has none. */
export function readCards(printed: string): Record<string, number> {
  const values: [string, number][] = []
  for (const line of printed.split('\n').slice(0, mostCards)) {
    const [index, ...cells] = line.split(',').map((cell) => cell.trim())
    if (!index || !/^\d+$/.test(index) || cells.length !== names.length) continue
    for (const [at, cell] of cells.entries()) {
      const name = names[at] as string
      const value = /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : null
      if (value !== null)
        values.push([`system/gpu${index}/${name}`, name === 'memory' ? value * mebibyte : value])
    }
  }
  return Object.fromEntries(values)
}

export type ReadGpus = () => Promise<Record<string, number>>

/** `command`: another program that answers as it does. Rejects never; a machine without cards is asked once. */
export function createGpuReader(command = 'nvidia-smi'): ReadGpus {
  let failures = 0
  return () =>
    new Promise((resolve) => {
      if (failures >= mostFailures) return resolve({})
      const args = [`--query-gpu=${fields.join(',')}`, '--format=csv,noheader,nounits']
      execFile(command, args, { timeout: answerMs, windowsHide: true }, (error, printed) => {
        if (!error) failures = 0
        else failures = error.code === 'ENOENT' ? mostFailures : failures + 1
        resolve(error ? {} : readCards(printed))
      })
    })
}
