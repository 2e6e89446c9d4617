'use client'
import { useEffect } from 'react'

/**
 * Keeps the title of the tab as it is by now. Next puts back the one that the page came with when it likes: each
 * picture looks.
 */
export function useTabTitle(title: string): void {
  useEffect(() => {
    if (document.title !== title) document.title = title
  })
}
