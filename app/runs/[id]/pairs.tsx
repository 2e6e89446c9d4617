import { shortNumber } from '../../../lib/format.ts'

type Value = string | number | boolean

/** Names and what they stand for; a number that is shown shorter has all of its digits where one points at it. */
export function Pairs({ pairs }: { pairs: readonly (readonly [string, Value])[] }) {
  return (
    <dl className="pairs">
      {pairs.map(([key, value]) => {
        const text = String(typeof value === 'number' ? shortNumber(value) : value)
        return (
          <div key={key}>
            <dt>{key}</dt>
            <dd className="mono" title={text === String(value) ? undefined : String(value)}>
              {text}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
