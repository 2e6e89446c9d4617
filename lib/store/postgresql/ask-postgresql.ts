import type { Asker } from '../asker.ts'
export function askPostgresql(_url: string): Asker {
  throw new Error('x')
}
