import Link from 'next/link'

/** In the place of a run that was deleted while its page was open. */
export function DeletedRun() {
  return (
    <main>
      <p className="notice">This run has been deleted.</p>
      <p style={{ marginTop: 16 }}>
        <Link className="button" href="/">
          All runs
        </Link>
      </p>
    </main>
  )
}
