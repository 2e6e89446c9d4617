'use client'
/** Parts of the program that a page is shown without: each is loaded once, when something first needs it. */
import { useEffect, useState } from 'react'

/** `read` is an `import()`. Fails where the server is away, and tries again when asked again. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null
  return () => {
    loading ??= read().catch((fault) => {
      loading = null
      throw fault
    })
    return loading
  }
}

export type Words = typeof import('./words.ts')
export const loadWords = once((): Promise<Words> => import('./words.ts'))

export type RowFields = typeof import('./runs/row-fields.ts')
export const loadRowFields = once((): Promise<RowFields> => import('./runs/row-fields.ts'))

export type Queries = typeof import('../../lib/query/index.ts')
export const loadQueries = once((): Promise<Queries> => import('../../lib/query/index.ts'))

/** Null until it is there; it is loaded once it is wanted. */
export function useLoaded<T>(load: () => Promise<T>, isWanted: boolean): T | null {
  const [part, setPart] = useState<{ is: T } | null>(null)
  useEffect(() => {
    if (!isWanted) return
    let isOver = false
    load().then(
      (is) => isOver || setPart({ is }),
      () => {
        // The server is away: what came with the page stands until it is back, and loads the page anew.
      },
    )
    return () => {
      isOver = true
    }
  }, [load, isWanted])
  return part?.is ?? null
}
