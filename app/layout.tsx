import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { rightsCookie } from '../lib/http/noted-rights.ts'
import { ImportFiles } from './components/dropped/import-files.tsx'
import { SkipLink } from './components/skip-link.tsx'
import { TopBar } from './components/top-bar.tsx'
import { Trouble } from './components/trouble.tsx'
import { UndoBar } from './components/undo-bar.tsx'
import './globals.css'
import './components/top-bar.css'
import './components/chart/chart.css'
import './components/runs/start-dialog.css'
import './components/snippet.css'
import './components/query-field.css'
import './components/undo-bar.css'
import './components/dropped/dropped.css'
import './components/column-chooser.css'
import './components/export/export.css'
import './print.css'

export const metadata: Metadata = {
  title: 'Lossglass',
  description: 'Is the run all right, and which loss to keep.',
}
export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

/** Before the first paint, so that neither a chosen theme nor a button that the visitor may not use flashes. */
const firstScript = `{
  const { dataset } = document.documentElement
  try { const t = localStorage.getItem('theme'); if (t) dataset.theme = t } catch {}
  const may = /(?:^|; )${rightsCookie}=(\\w+)/.exec(document.cookie); if (may) dataset.may = may[1]
}`

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of our own */}
        <script dangerouslySetInnerHTML={{ __html: firstScript }} />
      </head>
      <body>
        <SkipLink />
        <TopBar />
        <Trouble />
        <div className="frame" id="content" tabIndex={-1}>
          {children}
        </div>
        <UndoBar />
        <ImportFiles />
      </body>
    </html>
  )
}
