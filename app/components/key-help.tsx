'use client'
import { useRef } from 'react'
import { useKeys } from './use-keys.ts'

const keys = [
  ['/', 'search the runs'],
  ['j k', 'next and previous run'],
  ['x', 'select a run to compare'],
  ['c', 'compare the selected runs'],
  ['Enter', 'open a run'],
  ['l', 'logarithmic axis'],
  ['s', 'smoothing'],
  ['.', 'next finding'],
  ['a', 'annotate a run at the step pointed at'],
  ['Tab ← →', 'read the values along the curves of a chart'],
  ['Shift ← →', 'move a zoomed chart; by mouse, drag with Shift'],
  ['?', 'this help'],
] as const

/** The list of keys, behind `?`. */
export function KeyHelp() {
  const dialog = useRef<HTMLDialogElement>(null)
  useKeys({ '?': () => dialog.current?.showModal() })
  return (
    <>
      <button type="button" className="plain" onClick={() => dialog.current?.showModal()}>
        Keys
      </button>
      <dialog ref={dialog} aria-label="Keys">
        <table>
          <tbody>
            {keys.map(([key, what]) => (
              <tr key={key}>
                <td>
                  <kbd>{key}</kbd>
                </td>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <form method="dialog" style={{ marginTop: 16 }}>
          <button type="submit">Close</button>
        </form>
      </dialog>
    </>
  )
}
