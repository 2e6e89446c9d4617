'use client'
import { useRouter } from 'next/navigation'
import type { Run } from '../../../lib/run.ts'
import { deletion } from '../../components/deletion.ts'

/** Deletes the run and goes to the list, where it can be undone for some seconds. */
export function DeleteRun({ run }: { run: Run }) {
  const router = useRouter()
  return (
    <button
      type="button"
      data-needs="owner"
      onClick={() => {
        deletion.remove([run.id])
        router.push('/')
      }}
    >
      Delete
    </button>
  )
}
