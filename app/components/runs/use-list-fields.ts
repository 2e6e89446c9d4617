'use client'
import { useMemo, useState } from 'react'
import type { FieldKind } from '../../../lib/compare/run-fields.ts'
import { fieldKinds } from '../../../lib/search/columns.ts'
import { type KnownValues, offeredFields } from '../../../lib/search/offered.ts'
import type { ListedFields } from '../../../lib/store/store.ts'
import { ask } from '../ask.ts'

export type ListFields = {
  /** Null until they are read. */
  kinds: ReadonlyMap<string, FieldKind> | null
  /** With values to offer. */
  offered: ReadonlyMap<string, readonly string[]> | null
  /** Reads them once; they are wanted by few who open the list. */
  read(): void
}

const nothingKnown: KnownValues = { projects: [], losses: [] }

/** What all runs can be asked for, and have as columns. */
export function useListFields({ projects, losses }: KnownValues = nothingKnown): ListFields {
  const [listed, setListed] = useState<ListedFields | null>(null)
  const [isAsked, setAsked] = useState(false)
  const kinds = useMemo(() => listed && fieldKinds(listed), [listed])
  const offered = useMemo(
    () => listed && offeredFields(listed, { projects, losses }),
    [listed, projects, losses],
  )

  async function read(): Promise<void> {
    if (isAsked) return
    setAsked(true)
    try {
      setListed((await (await ask('/api/fields')).json()) as ListedFields)
    } catch {
      // The server is away: asked for again, they may come.
      setAsked(false)
    }
  }
  return { kinds, offered, read: () => void read() }
}
