import Link from 'next/link'
import type { ReactNode } from 'react'
import './losses.css'

const places = [
  { href: '/losses', title: 'All losses' },
  { href: '/losses#explorer', title: 'Explorer' },
  { href: '/losses/choose', title: 'Choose a loss' },
  { href: '/losses/guide', title: 'Guide' },
]

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <>
      <nav className="loss-places small" aria-label="Losses">
        {places.map(({ href, title }) => (
          <Link key={href} href={href}>
            {title}
          </Link>
        ))}
      </nav>
      {children}
    </>
  )
}
