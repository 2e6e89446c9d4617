'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'

/** The part of the browser's Navigation API that is asked for here; some have none. */
type Leaving = Event & { navigationType: string; destination: { key: string; url: string } }
type Navigation = EventTarget & { traverseTo(key: string): unknown }

const navigationOf = () => (window as { navigation?: Navigation }).navigation

/**
 * Asks before a page is left whose changes are not saved: by closing it, by a link, or back in history where the
 * browser tells of that.
 */
export function LeaveGuard() {
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const isSure = useRef(false)
  const [leave, setLeave] = useState<{ go(): void } | null>(null)
  useEffect(() => {
    function ask(go: () => void): void {
      setLeave({ go })
      dialog.current?.showModal()
    }
    function close(event: BeforeUnloadEvent): void {
      if (!isSure.current) event.preventDefault()
    }
    function click(event: MouseEvent): void {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!link || !leadsAway(link, event)) return
      event.preventDefault()
      event.stopPropagation()
      ask(() => router.push(`${link.pathname}${link.search}${link.hash}`))
    }
    function goBack(event: Event): void {
      const { navigationType, destination, cancelable } = event as Leaving
      if (isSure.current || navigationType !== 'traverse' || !cancelable) return
      if (new URL(destination.url).pathname === window.location.pathname) return
      event.preventDefault()
      ask(() => navigationOf()?.traverseTo(destination.key))
    }
    window.addEventListener('beforeunload', close)
    // Before the link's own listener, which would change the page.
    document.addEventListener('click', click, { capture: true })
    navigationOf()?.addEventListener('navigate', goBack)
    return () => {
      window.removeEventListener('beforeunload', close)
      document.removeEventListener('click', click, { capture: true })
      navigationOf()?.removeEventListener('navigate', goBack)
    }
  }, [router])
  return (
    <dialog ref={dialog} aria-labelledby="leave-title">
      <h2 id="leave-title">Leave without saving?</h2>
      <p>What you changed on this page is not saved yet.</p>
      <form method="dialog" className="row" style={{ marginTop: 16 }}>
        <button type="submit" className="main">
          Stay
        </button>
        <button
          type="submit"
          onClick={() => {
            isSure.current = true
            leave?.go()
          }}
        >
          Leave without saving
        </button>
      </form>
    </dialog>
  )
}

/** Whether this click opens another page in the place of this one. */
function leadsAway(link: HTMLAnchorElement, event: MouseEvent): boolean {
  const { origin, pathname } = window.location
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return false
  return link.target !== '_blank' && link.origin === origin && link.pathname !== pathname
}
