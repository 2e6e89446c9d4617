'use client'
import { useSyncExternalStore } from 'react'
import { useAddress } from '../components/use-address.ts'
import type { ChangeAddress } from './picture.ts'

const never = () => () => {}

/** The address as state; until the page runs in the browser what the server was asked for, so that both draw the same. */
export function useSearch(atServer: string): [URLSearchParams, ChangeAddress] {
  const [address, change] = useAddress()
  const isInBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return [isInBrowser ? address : new URLSearchParams(atServer), change]
}
