'use client'

/** What a person sees when a page cannot be made; the server's terminal says why. */
export default function PageError({ reset }: { error: Error; reset: () => void }) {
  return (
    <main>
      <h1>This page could not be shown</h1>
      <p className="soft" style={{ margin: '8px 0 16px' }}>
        Something went wrong in the server; its terminal says more. The runs themselves are safe.
      </p>
      <button type="button" onClick={reset}>
        Try again
      </button>
    </main>
  )
}
