'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** MLflow's client prints where its own pages would show a run, `/#/experiments/0/runs/ID`: a place that no server hears of. */
export function usePrintedAddress(): void {
  const router = useRouter()
  useEffect(() => {
    const id = /^#\/experiments\/\d+\/runs\/([\w-]+)/.exec(location.hash)?.[1]
    if (id) router.replace(`/runs/${id}`)
  }, [router])
}
