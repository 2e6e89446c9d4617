'use client'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import type { Run } from '../../../lib/run.ts'
import { deletion } from '../../components/deletion.ts'
import { useDeletion } from '../../components/undo-bar.tsx'

export type OtherRun = Pick<Run, 'id' | 'name' | 'source'>

/** One training, logged by two tools at once, is two runs: one of them is enough. */
export function SameTraining({ run, same }: { run: Run; same: OtherRun }) {
  const router = useRouter()
  const { hidden } = useDeletion()
  const isGone = useRef(false)
  if (hidden.includes(same.id)) isGone.current = true
  if (isGone.current) return null
  return (
    <p className="notice">
      The run <Link href={`/runs/${same.id}`}>{same.name}</Link> ({same.source}) began at the same time and
      has the same values: it seems to show the same training.{' '}
      <button
        type="button"
        data-needs="owner"
        className="plain"
        onClick={() => {
          deletion.remove([run.id])
          router.push(`/runs/${same.id}`)
        }}
      >
        Keep only that one
      </button>
    </p>
  )
}
