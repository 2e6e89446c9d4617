import Link from 'next/link'

export default function NotFound() {
  return (
    <main>
      <h1>Not here</h1>
      <p className="soft" style={{ margin: '8px 0 16px' }}>
        There is no run or page at this address. The run may have been deleted.
      </p>
      <Link className="button" href="/">
        All runs
      </Link>
    </main>
  )
}
