'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useKeys } from '../use-keys.ts'
import { compareHref } from './compare-href.ts'
import { selection } from './selection.ts'

/** Keys that go through the runs of a page, `order` being their ids as they stand. The run that they are at. */
export function useRowKeys(order: readonly string[]): string | null {
  const router = useRouter()
  const [current, setCurrent] = useState<string | null>(null)
  const at = current === null ? -1 : order.indexOf(current)
  const open = () => current !== null && router.push(`/runs/${current}`)
  const go = (to: number) => setCurrent(order[Math.max(0, Math.min(order.length - 1, to))] ?? null)
  useKeys({
    j: () => go(at + 1),
    k: () => go(at - 1),
    x: () => current !== null && selection.toggle(current),
    c: () => selection.get().length > 0 && router.push(compareHref(selection.get())),
    Enter: open,
  })
  return current
}

/** Brings a run that the keys came to into view. */
export function seenWhen(isCurrent: boolean) {
  return (made: HTMLElement | null) => void (isCurrent && made?.scrollIntoView({ block: 'nearest' }))
}
