'use client'
import { useMemo } from 'react'
import type { Finding } from '../../../lib/run.ts'
import type { useAddress } from '../../components/use-address.ts'
import { findingDrawn, zoomOn } from './evidence.ts'
import { type Picture, zoomInAddress } from './picture.ts'

export type ChosenFinding = {
  /** Its id. */
  chosen: string | null
  /** The finding whose evidence is drawn. */
  drawn: Finding | null
  /** Chooses a finding and brings its steps into the picture. */
  choose(id: string | null): void
  /** And what is said of it into view. */
  chooseAndRead(id: string | null): void
  chooseNext(): void
}

/** The finding that is looked at, which the address tells. */
export function useChosenFinding(
  findings: readonly Finding[],
  { zoom }: Pick<Picture, 'zoom'>,
  [address, setAddress]: ReturnType<typeof useAddress>,
): ChosenFinding {
  const chosen = address.get('finding')
  const drawn = useMemo(() => findingDrawn(findings, chosen), [findings, chosen])

  function choose(id: string | null): void {
    const finding = findings.find((one) => one.id === id)
    setAddress({ finding: id, ...(finding ? zoomInAddress(zoomOn(finding, zoom)) : {}) })
  }
  function chooseAndRead(id: string | null): void {
    choose(id)
    document.getElementById(`finding-${id}`)?.scrollIntoView({ block: 'nearest' })
  }
  function chooseNext(): void {
    const at = findings.findIndex(({ id }) => id === chosen)
    chooseAndRead(findings[(at + 1) % findings.length]?.id ?? null)
  }
  return { chosen, drawn, choose, chooseAndRead, chooseNext }
}
