'use client'
import { useEffect } from 'react'
import { formatNumber } from '../../lib/format.ts'
import type { Run } from '../../lib/run.ts'
import type { RunHeadline } from '../../lib/summary/headline.ts'

const signs: Record<RunHeadline['tone'], string> = {
  critical: '▲',
  warning: '▲',
  good: '✓',
  live: '●',
  quiet: '○',
}

/** The tab says whether the run is all right, for those who have it open behind others. */
export function useTabTitle(run: Run, { tone }: RunHeadline, loss: number | undefined): void {
  useEffect(() => {
    const value = loss === undefined ? '' : ` ${formatNumber(loss)} ·`
    document.title = `${signs[tone]}${value} ${run.name}`
  }, [tone, run.name, loss])
}
