'use client'
import { useRef } from 'react'
import { runStatuses } from '../../../lib/run.ts'
import type { ListQuery } from '../../../lib/search/run-filter.ts'
import { QueryField } from '../query-field.tsx'
import { useKeys } from '../use-keys.ts'
import { useTyped } from '../use-typed.ts'
import type { ChangeList } from './use-list-address.ts'
import type { ListFields } from './use-list-fields.ts'

type Props = {
  query: ListQuery
  /** The search of the address, also one that cannot be read. */
  typed: string
  projects: readonly string[]
  losses: readonly string[]
  fields: ListFields
  change: ChangeList
}

/** Which of the runs are shown: live ones and ended ones; kept in the address. */
export function ListSearch({ query, typed, projects, losses, fields, change }: Props) {
  const field = useRef<HTMLInputElement>(null)
  const typing = useTyped((text) => change({ q: text || null }))
  useKeys({
    '/': (event) => {
      event.preventDefault()
      field.current?.focus()
    },
  })
  return (
    <search className="row small list-search">
      <QueryField
        known={typed}
        fields={fields.offered}
        label="Search the runs"
        placeholder="Words, or: loss = mse and lr < 0.01   /"
        onChange={typing.soon}
        onTaken={typing.now}
        onBegin={fields.read}
        field={field}
      />
      <Filter
        title="project"
        options={projects}
        chosen={query.project}
        onChoose={(project) => change({ project })}
      />
      <Filter
        title="status"
        options={runStatuses}
        chosen={query.status}
        onChoose={(status) => change({ status })}
      />
      <Filter title="loss" options={losses} chosen={query.loss} onChoose={(loss) => change({ loss })} />
    </search>
  )
}

type FilterProps = {
  title: string
  options: readonly string[]
  chosen: string | undefined
  onChoose(value: string | null): void
}

function Filter({ title, options, chosen, onChoose }: FilterProps) {
  return (
    <select
      aria-label={`Filter by ${title}`}
      value={chosen ?? ''}
      onChange={(event) => onChoose(event.target.value || null)}
    >
      <option value="">any {title}</option>
      {[...new Set([...(chosen ? [chosen] : []), ...options])].map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  )
}
