'use client'
import { useEffect } from 'react'

/** Keeps the title of the tab as it is by now; the page comes with the one that it had. */
export function useTabTitle(title: string): void {
  useEffect(() => {
    document.title = title
  }, [title])
}
