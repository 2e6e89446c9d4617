'use client'
import Link from 'next/link'
import { deletion } from '../deletion.ts'
import { compareHref } from './compare-href.ts'
import { selection } from './selection.ts'

type Props = {
  selected: readonly string[]
  /** Ids of the runs on this page, as they stand. */
  shown: readonly string[]
}

/** What can be done with the selected runs. */
export function SelectionBar({ selected, shown }: Props) {
  const elsewhere = selected.filter((id) => !shown.includes(id)).length
  const isAll = shown.length > 0 && shown.every((id) => selected.includes(id))
  return (
    <div className="row small" aria-live="polite">
      {selected.length > 0 && (
        <>
          <span className="soft">
            {selected.length} selected{elsewhere > 0 ? `, ${elsewhere} of them not shown here` : ''}
          </span>
          <Link className="button" href={compareHref(selected)}>
            Compare
          </Link>
          <button
            type="button"
            data-needs="owner"
            onClick={() => {
              deletion.remove(selected)
              selection.remove(selected)
            }}
          >
            Delete
          </button>
          <button type="button" onClick={() => selection.remove(selected)}>
            Select none
          </button>
        </>
      )}
      {!isAll && shown.length > 1 && (
        <button type="button" onClick={() => selection.add(shown)}>
          Select all {shown.length}
        </button>
      )}
    </div>
  )
}
