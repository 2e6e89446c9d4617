'use client'
import { at } from '../../../lib/base-path.ts'
import { useAddress } from '../use-address.ts'

/** Saves what the page says of these runs as one file. */
export function ReportLink({ runs }: { runs: readonly string[] }) {
  const [address] = useAddress()
  const search = new URLSearchParams(address)
  search.set('runs', runs.join())
  const text = search.toString().replaceAll('%2C', ',').replaceAll('%2F', '/')
  return (
    <a
      className="small soft no-paper"
      href={at(`/api/report?${text}`)}
      download="lossglass-report.html"
      title="One HTML file with the verdict, curves, tables and findings, which needs no server"
    >
      Report
    </a>
  )
}
