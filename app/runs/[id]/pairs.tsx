/** Names and what they stand for. */
export function Pairs({ pairs }: { pairs: readonly (readonly [string, string | number | boolean])[] }) {
  return (
    <dl className="pairs">
      {pairs.map(([key, value]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd className="mono">{String(value)}</dd>
        </div>
      ))}
    </dl>
  )
}
