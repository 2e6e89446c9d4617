'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { comesAgain } from './came-before.ts'

/** Who goes back to a page is shown what it would say now. `made`: an object that the server makes with each answer. */
export function FreshOnReturn({ made }: { made: object }) {
  const router = useRouter()
  useEffect(() => {
    if (comesAgain(made)) router.refresh()
  }, [made, router])
  return null
}
