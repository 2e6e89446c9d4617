/** Run ids of W&B and SwanLab are of one project; ours are of a server. */
import { createHash } from 'node:crypto'

const longest = 50

export function runIdOf(project: string, name: string): string {
  const mark = createHash('sha256').update(`${project}/${name}`).digest('hex')
  const plain = name.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, longest)
  return `${plain || 'run'}-${mark.slice(0, 8)}`
}
