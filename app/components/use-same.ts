import { useRef } from 'react'

/** The list of the picture before while its items are the same, so that what is made of it need not be made anew. */
export function useSame<Item>(items: readonly Item[]): readonly Item[] {
  const kept = useRef(items)
  if (items.length !== kept.current.length || items.some((item, i) => item !== kept.current[i]))
    kept.current = items
  return kept.current
}
