'use client'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { runStatuses } from '../../../lib/run.ts'
import type { RunsQuery } from '../../../lib/store/store.ts'
import { useKeys } from '../use-keys.ts'

type Props = { query: RunsQuery; projects: readonly string[]; losses: readonly string[] }

/** What of the ended runs is shown; kept in the address. */
export function Filters({ query, projects, losses }: Props) {
  const router = useRouter()
  const search = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useKeys({
    '/': (event) => {
      event.preventDefault()
      search.current?.focus()
    },
  })
  function set(name: string, value: string) {
    const params = new URLSearchParams(window.location.search)
    params.delete('cursor')
    if (value) params.set(name, value)
    else params.delete(name)
    router.replace(params.size ? `/?${params}` : '/', { scroll: false })
  }
  function searchSoon(value: string) {
    if (timer.current) clearTimeout(timer.current)
    timer.current = setTimeout(() => set('q', value.trim()), 200)
  }
  return (
    <search className="row small">
      <input
        ref={search}
        type="search"
        placeholder="Search  /"
        aria-label="Search the runs"
        defaultValue={query.q ?? ''}
        onChange={(event) => searchSoon(event.target.value)}
      />
      <Filter
        title="project"
        options={projects}
        chosen={query.project}
        onChoose={(value) => set('project', value)}
      />
      <Filter
        title="status"
        options={runStatuses}
        chosen={query.status}
        onChoose={(value) => set('status', value)}
      />
      <Filter title="loss" options={losses} chosen={query.loss} onChoose={(value) => set('loss', value)} />
    </search>
  )
}

type FilterProps = {
  title: string
  options: readonly string[]
  chosen: string | undefined
  onChoose(value: string): void
}

function Filter({ title, options, chosen, onChoose }: FilterProps) {
  return (
    <select
      aria-label={`Filter by ${title}`}
      value={chosen ?? ''}
      onChange={(event) => onChoose(event.target.value)}
    >
      <option value="">any {title}</option>
      {[...new Set([...(chosen ? [chosen] : []), ...options])].map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  )
}
