'use client'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'

// Most who compare add nothing: they do not wait for what searches.
const RunFinder = dynamic(() => import('./run-finder.tsx'))

/** The address of this comparison with more runs in it, drawn as it is now. */
function useAdd(compared: readonly string[]): (ids: readonly string[]) => void {
  const router = useRouter()
  return (ids) => {
    const address = new URLSearchParams(window.location.search)
    address.set('runs', [...compared, ...ids].join())
    router.push(`/compare?${address.toString().replaceAll('%2C', ',').replaceAll('%2F', '/')}`)
  }
}

/** A button, and behind it a search for runs to be compared too. */
export function AddRuns({ compared }: { compared: readonly string[] }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [isWanted, setWanted] = useState(false)
  const add = useAdd(compared)
  return (
    <>
      <button
        type="button"
        className="small no-paper"
        onClick={() => {
          setWanted(true)
          dialog.current?.showModal()
        }}
      >
        Add runs
      </button>
      <dialog ref={dialog} className="cmp-add" aria-label="Add runs">
        <h2>Add runs</h2>
        {isWanted && (
          <RunFinder
            compared={compared}
            onClose={() => dialog.current?.close()}
            onAdd={(ids) => {
              dialog.current?.close()
              add(ids)
            }}
          />
        )}
      </dialog>
    </>
  )
}

/** The same search, where nothing is compared yet. */
export function ChooseRuns() {
  const add = useAdd([])
  return <RunFinder compared={[]} onAdd={add} />
}
