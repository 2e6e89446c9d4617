'use client'
import { useEffect, useState } from 'react'

export type RowWords = typeof import('./row-words.ts')

let loading: Promise<RowWords> | null = null

/** Fails where the server is away, and then loads them when asked again. */
export function loadRowWords(): Promise<RowWords> {
  loading ??= import('./row-words.ts').then(
    (loaded) => loaded,
    (fault) => {
      loading = null
      throw fault
    },
  )
  return loading
}

/** Null until they are there; they are loaded once they are wanted. */
export function useRowWords(isWanted: boolean): RowWords | null {
  const [words, setWords] = useState<RowWords | null>(null)
  useEffect(() => {
    if (!isWanted) return
    let isOver = false
    loadRowWords().then(
      (loaded) => isOver || setWords(loaded),
      () => {
        // The server is away: what came with the page stands until it is back, and loads the page anew.
      },
    )
    return () => {
      isOver = true
    }
  }, [isWanted])
  return words
}
