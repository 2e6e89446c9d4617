'use client'
import dynamic from 'next/dynamic'
import { type ReactElement, useEffect, useRef, useState } from 'react'
import { formatNumber, formatWhole, plural } from '../../../lib/format.ts'
import { drawnAside } from './drawn-aside.ts'
import { fileName, saveFile } from './save-file.ts'
import { type ExportedData, readSources } from './series-source.ts'
import { pngOf, standaloneSvg } from './standalone-svg.ts'

/** Loaded when it is wanted, too. */
const DataTable = dynamic(() => import('./data-table.tsx').then((loaded) => loaded.DataTable))

/** The drawing: one that stands beside the menu, or one that is made for it, once it is wanted. */
export type Figure = 'beside' | (() => Promise<ReactElement>)

type Props = {
  what: string
  figure: Figure
  data: ExportedData
  besideOf(): SVGSVGElement | null
}

/** This many points take a while, which is said. */
const manyPoints = 100_000

/** What a chart can be saved as. */
export function ChartExports({ what, figure, data, besideOf }: Props) {
  const [said, setSaid] = useState('')
  const [isTable, setTable] = useState(false)
  const leaving = useRef(new AbortController())
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const given = new AbortController()
    leaving.current = given
    first.current?.focus()
    // Who closes the menu wants no more points.
    return () => given.abort()
  }, [])

  async function trying(save: () => Promise<string>): Promise<void> {
    setSaid('Being made …')
    try {
      setSaid(await save())
    } catch (error) {
      if (!leaving.current.signal.aborted) setSaid(error instanceof Error ? error.message : String(error))
    }
  }

  async function savePicture(kind: 'png' | 'svg'): Promise<string> {
    const made = figure === 'beside' ? besideOf() : null
    const aside = figure === 'beside' ? null : drawnAside(await figure())
    try {
      const svg = made ?? aside?.svg
      if (!svg) throw new Error('There is no picture yet.')
      const standalone = standaloneSvg(svg)
      const svgFile = new Blob([standalone.text], { type: 'image/svg+xml' })
      saveFile(`${fileName(what)}.${kind}`, kind === 'svg' ? svgFile : await pngOf(standalone))
      return 'Saved.'
    } finally {
      aside?.remove()
    }
  }

  async function saveData(kind: 'csv' | 'json'): Promise<string> {
    const isCsv = kind === 'csv'
    const type = isCsv ? 'text/csv' : 'application/json'
    if ('rows' in data) {
      const { csvText, jsonText } = await import('../../../lib/tabular/csv-text.ts')
      saveFile(`${fileName(what)}.${kind}`, new Blob([(isCsv ? csvText : jsonText)(data.rows())], { type }))
      return 'Saved.'
    }
    const { pointsCsv, pointsCsvHead, pointsJson } = await import('../../../lib/http/points-export.ts')
    const { texts, points } = await readSources(
      data,
      isCsv ? pointsCsv : pointsJson,
      (done) =>
        setSaid(
          `${formatWhole(done.points)} stored points of ${done.runs} of ${plural(data.runs.length, 'run')} read` +
            `${done.points > manyPoints ? '; it is large, closing this ends it' : ''} …`,
        ),
      leaving.current.signal,
    )
    const parts = isCsv ? [pointsCsvHead, ...texts] : ['[\n', texts.join(',\n'), '\n]\n']
    const file = new Blob(parts, { type })
    saveFile(`${fileName(what)}.${kind}`, file)
    return `${plural(points, 'stored point')} saved, ${formatNumber(file.size / 1e6, 2)} MB.`
  }

  return (
    <div className="chart-exports">
      <fieldset className="row" aria-label={`Save or show ${what} as`}>
        <button ref={first} type="button" className="plain" onClick={() => trying(() => savePicture('png'))}>
          PNG
        </button>
        <button type="button" className="plain" onClick={() => trying(() => savePicture('svg'))}>
          SVG
        </button>
        <button type="button" className="plain" onClick={() => trying(() => saveData('csv'))}>
          CSV
        </button>
        <button type="button" className="plain" onClick={() => trying(() => saveData('json'))}>
          JSON
        </button>
        <button type="button" className="plain" onClick={() => setTable(true)}>
          Table
        </button>
      </fieldset>
      {isTable && <DataTable {...{ what, data }} onClose={() => setTable(false)} />}
      <p className="soft" role="status">
        {said || about(data)}
      </p>
    </div>
  )
}

/** What CSV and JSON will hold. */
function about(data: ExportedData): string {
  if ('rows' in data) return 'CSV and JSON hold what is drawn.'
  return `CSV and JSON hold every stored point of ${data.range ? 'the steps shown' : 'these series'}.`
}
