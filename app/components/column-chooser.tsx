'use client'
import { useState } from 'react'
import { fieldGroups } from '../../lib/compare/field-groups.ts'
import type { FieldKind } from '../../lib/compare/run-fields.ts'
import { formatWhole } from '../../lib/format.ts'
import { writeColumns } from '../../lib/search/columns.ts'

type Props = {
  fields: ReadonlyMap<string, FieldKind>
  chosen: readonly string[]
  isUsual: boolean
  /** When a person opens it. */
  onBegin?: () => void
  change(changes: { columns: string | null }): void
}

/** Of thousands of series nobody reads a list. */
const mostListed = 60

/** Which columns the table has. */
export function ColumnChooser({ fields, chosen, isUsual, onBegin, change }: Props) {
  const [wanted, setWanted] = useState('')
  const [isOpen, setOpen] = useState(false)
  function turn(name: string): void {
    const next = chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]
    change({ columns: writeColumns(next) })
  }
  return (
    <details
      className="columns-choice"
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open)
        if (currentTarget.open) onBegin?.()
      }}
    >
      <summary>Columns</summary>
      {isOpen && (
        <div className="columns-choice-box">
          <input
            type="search"
            aria-label="Search columns"
            placeholder="Search columns"
            value={wanted}
            onChange={({ target }) => setWanted(target.value)}
          />
          {!isUsual && (
            <button type="button" className="plain" onClick={() => change({ columns: null })}>
              Usual columns
            </button>
          )}
          {fieldGroups(fields).map(({ title, names }) => {
            const found = names.filter(
              (name) => name !== 'name' && name.toLowerCase().includes(wanted.toLowerCase()),
            )
            const listed = found.slice(0, mostListed)
            return (
              <fieldset key={title} hidden={found.length === 0}>
                <legend>{title}</legend>
                {listed.map((name) => (
                  <label key={name} className="row">
                    <input type="checkbox" checked={chosen.includes(name)} onChange={() => turn(name)} />
                    {name}
                  </label>
                ))}
                {found.length > listed.length && (
                  <p className="soft">{formatWhole(found.length - listed.length)} more: search for them</p>
                )}
              </fieldset>
            )
          })}
        </div>
      )}
    </details>
  )
}
