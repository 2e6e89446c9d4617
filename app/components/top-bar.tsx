'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { Right } from '../../lib/tokens/right.ts'
import { KeyHelp } from './key-help.tsx'
import { LiveState } from './live-state.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

const places: { href: string; title: string; isHere(path: string): boolean; needs?: Right }[] = [
  {
    ...{ href: '/', title: 'Runs' },
    // A sweep is a list of runs too.
    isHere: (path: string) => path === '/' || path.startsWith('/runs') || path.startsWith('/sweeps'),
  },
  { href: '/compare', title: 'Compare', isHere: (path: string) => path.startsWith('/compare') },
  { href: '/losses', title: 'Losses', isHere: (path: string) => path.startsWith('/losses') },
  {
    ...{ href: '/settings', title: 'Settings', needs: 'owner' },
    // The rules are set there, and explained beside it.
    isHere: (path: string) => path.startsWith('/settings') || path.startsWith('/findings'),
  },
]

export function TopBar() {
  const path = usePathname()
  return (
    <header className="topbar">
      <div>
        <Link href="/" className="brand">
          Lossglass
        </Link>
        <nav aria-label="Pages">
          {places.map(({ href, title, isHere, needs }) => (
            <Link key={href} href={href} data-needs={needs} aria-current={isHere(path) ? 'page' : undefined}>
              {title}
            </Link>
          ))}
        </nav>
        <div className="end">
          <LiveState />
          <KeyHelp />
          <ThemeSwitch />
        </div>
      </div>
    </header>
  )
}
