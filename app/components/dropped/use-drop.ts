import { useRef, useState } from 'react'
import { type DropQuestion, dropLimits, type Mapping, type ReadDrop } from '../../../lib/dropped/drop.ts'
import { ask } from '../ask.ts'
import type { ChosenFile } from './chosen-files.ts'

/** How far an import is. */
export type DropState =
  | { phase: 'none' }
  | { phase: 'sending'; sent: number; of: number }
  | { phase: 'reading' }
  /** What is in the files: nothing is stored yet. */
  | { phase: 'found'; found: ReadDrop }
  | { phase: 'stored'; found: ReadDrop }
  | { phase: 'failed'; fault: string }

export type Mappings = DropQuestion['mappings']
export type PlainColumns = NonNullable<ReadDrop['runs'][number]['columns']>

/** Sends files to the server, asks what runs are in them, and has them stored once that is agreed to. */
export function useDrop() {
  const [state, setState] = useState<DropState>({ phase: 'none' })
  const [mappings, setMappings] = useState<Mappings>({})
  /** By file, as they seemed to be at first: they stay to be put right, whatever was said of them since. */
  const [plain, setPlain] = useState<readonly (readonly [file: string, columns: PlainColumns])[]>([])
  const drop = useRef('')

  /** The server need not keep what nobody will ask for again. */
  function forget(): void {
    const { phase } = state
    if (phase !== 'none' && phase !== 'stored') call('DELETE', `/api/drops/${drop.current}`).catch(() => {})
    drop.current = ''
  }

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    const own = drop.current
    try {
      await work()
    } catch (error) {
      if (own === drop.current) setState({ phase: 'failed', fault: (error as Error).message })
    }
  }

  async function read(isDry: boolean, by: Mappings): Promise<ReadDrop> {
    const own = drop.current
    setState({ phase: 'reading' })
    const body = JSON.stringify({ isDry, mappings: by })
    const response = await call('POST', `/api/drops/${own}`, body, 'application/json')
    const found = (await response.json()) as ReadDrop
    if (own === drop.current) setState({ phase: isDry ? 'found' : 'stored', found })
    return found
  }

  return {
    state,
    mappings,
    plain,
    send(files: readonly ChosenFile[]) {
      forget()
      drop.current = newId()
      const own = drop.current
      setMappings({})
      setPlain([])
      return attempt(async () => {
        if (files.length > dropLimits.files)
          throw new Error(`At most ${dropLimits.files} files at once: use npm run import for more.`)
        for (const [sent, { path, file }] of files.entries()) {
          if (own !== drop.current) return
          setState({ phase: 'sending', sent, of: files.length })
          await call('POST', `/api/drops/${own}/files?path=${encodeURIComponent(path)}`, file)
        }
        const { runs } = await read(true, {})
        setPlain(runs.flatMap(({ file, columns }) => (columns ? [[file, columns] as const] : [])))
      })
    },
    /** Reads the files once more with their columns meant in another way. */
    mean(file: string, mapping: Mapping) {
      const by = { ...mappings, [file]: mapping }
      setMappings(by)
      return attempt(() => read(true, by))
    },
    store: () => attempt(() => read(false, mappings)),
    close() {
      forget()
      setState({ phase: 'none' })
    },
  }
}

/** Pages that come by plain HTTP from another machine have no `randomUUID`. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function call(method: string, path: string, body?: BodyInit, type?: string): Promise<Response> {
  const headers: HeadersInit = type === undefined ? {} : { 'content-type': type }
  const response = await ask(path, { method, headers, ...(body !== undefined && { body }) }).catch(() => {
    throw new Error('The server cannot be reached, or a file cannot be read.')
  })
  if (response.ok) return response
  const { error } = (await response.json()) as { error: { message: string } }
  throw new Error(error.message)
}
