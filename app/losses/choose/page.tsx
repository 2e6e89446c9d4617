import type { Metadata } from 'next'
import { ChoosePage } from './choose-page.tsx'
import './choose.css'

/** The answers are in the address, and the server draws what follows from them. */
export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Choose a loss · Lossglass' }

export default function Page() {
  return <ChoosePage />
}
