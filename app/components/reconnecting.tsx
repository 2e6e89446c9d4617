/** A thin bar over a page whose server is away; the page stays usable. */
export function Reconnecting() {
  return (
    <div className="reconnecting" role="status">
      The server is away. This page shows what it has and goes on by itself when the server is back.
    </div>
  )
}
